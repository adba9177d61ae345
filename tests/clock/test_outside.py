"""What the clock waits for in real time, and how it is left alone otherwise."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from grader.clock import DeadlockError, VirtualClockLoop
from grader.clock import loop as loop_module

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of Unix")


@pytest.fixture
def for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a job has, and other threads before a deadlock is called: who waits for all of it never ends."""
    monkeypatch.setattr(loop_module, "_JOB_PATIENCE_S", 1e6)
    monkeypatch.setattr(loop_module, "_GRACE_S", 1e6)


def virtual_loop() -> VirtualClockLoop:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualClockLoop)
    return loop


def test_a_loop_that_stays_inside_opens_nothing(run: Any) -> None:
    """No selector and no wake-up pipe, unless something real is waited for."""

    async def main() -> tuple[object, object]:
        await asyncio.sleep(1)
        return virtual_loop()._watched._real, virtual_loop()._ssock

    assert run(main())[0] == (None, None)


# Executors


@pytest.mark.usefixtures("for_ever")
def test_an_executor_job_stops_the_clock(run: Any) -> None:
    """A job of 0.1 real seconds ends before a sleep of 5 and inside a timeout of 0.01."""
    ended: list[str] = []

    async def job() -> None:
        async with asyncio.timeout(0.01):
            await asyncio.to_thread(time.sleep, 0.1)
        ended.append("job")

    async def sleeper() -> None:
        await asyncio.sleep(5)
        ended.append("sleeper")

    async def main() -> None:
        await asyncio.gather(sleeper(), job())

    assert run(main())[1] == 5
    assert ended == ["job", "sleeper"]


@pytest.mark.usefixtures("for_ever")
def test_a_cancelled_job_stops_the_clock_until_its_thread_is_free(run: Any) -> None:
    """Nobody awaits the answer any more, but the thread still works."""
    done = threading.Event()

    def work() -> None:
        time.sleep(0.1)
        done.set()

    async def main() -> bool:
        job = asyncio.create_task(asyncio.to_thread(work))
        await asyncio.sleep(0)
        job.cancel()
        await asyncio.sleep(0.001)
        return done.is_set()

    assert run(main())[0]


def test_a_job_may_wait_for_a_coroutine(run: Any) -> None:
    """A thread that asks the loop to sleep, and waits for it, gets its answer."""

    async def nap() -> float:
        await asyncio.sleep(0.02)
        return virtual_loop().time()

    def job(loop: VirtualClockLoop) -> float:
        return asyncio.run_coroutine_threadsafe(nap(), loop).result(timeout=10)

    async def main() -> float:
        return await asyncio.to_thread(job, virtual_loop())

    assert run(main())[0] == 0.02


@pytest.mark.usefixtures("for_ever")
def test_a_job_that_waits_for_the_program_does_not_stop_it(run: Any) -> None:
    """A thread that waits for an event, which a coroutine sets later, costs the real time until then."""

    async def main() -> bool:
        event = threading.Event()
        waiting = asyncio.create_task(asyncio.to_thread(event.wait))
        await asyncio.sleep(0.05)
        event.set()
        return await waiting

    assert run(main()) == (True, 0.05)


@pytest.mark.usefixtures("for_ever")
def test_a_process_pool_stops_the_clock_too(run: Any) -> None:
    """Any executor does; its functions travel unchanged."""

    class Recording(ThreadPoolExecutor):
        def submit(self, *args: Any, **kwargs: Any) -> Any:
            return super().submit(*args, **kwargs)

    async def main() -> int:
        with Recording() as pool:
            async with asyncio.timeout(0.001):
                return await asyncio.get_running_loop().run_in_executor(pool, pow, 2, 10)

    assert run(main())[0] == 1024


def test_a_failing_submission_leaves_no_hold(run: Any) -> None:
    """An executor that is shut down raises, and the clock goes on."""

    async def main() -> None:
        pool = ThreadPoolExecutor()
        pool.shutdown()
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop().run_in_executor(pool, print)
        await asyncio.sleep(1)

    assert run(main())[1] == 1


@pytest.mark.filterwarnings("error")
@pytest.mark.usefixtures("for_ever")
def test_the_executors_shutdown_takes_no_virtual_time(run: Any) -> None:
    """3.13 gives the workers 300 seconds to end; a clock that runs on would jump there and warn."""

    async def main() -> None:
        asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.1)
        await asyncio.sleep(0)
        await asyncio.get_running_loop().shutdown_default_executor()

    assert run(main())[1] == 0


@pytest.mark.usefixtures("for_ever")
def test_a_deadlock_after_a_job_is_raised_at_once(run: Any) -> None:
    """Idle workers of an executor are no reason to wait for a call."""

    async def main() -> None:
        await asyncio.to_thread(print)
        await asyncio.Event().wait()

    with pytest.raises(DeadlockError):
        run(main())


# Holds and threads


def test_a_hold_stops_the_clock_until_another_thread_releases_it(run: Any) -> None:
    """Who waits for something the loop cannot see holds the clock, and lets go from anywhere."""

    async def main() -> float:
        loop = virtual_loop()
        answer: asyncio.Future[str] = loop.create_future()
        hold = loop.hold("an answer")

        def work() -> None:
            time.sleep(0.1)
            loop.call_soon_threadsafe(answer.set_result, "here")
            hold.release()
            hold.release()

        worker = threading.Thread(target=work)
        worker.start()
        async with asyncio.timeout(0.001):
            await answer
        worker.join()
        assert "released hold: an answer" in repr(hold)
        return loop.time()

    assert run(main())[0] == 0


def test_a_hold_is_a_context_manager(run: Any) -> None:
    """Inside the block time stands, even for a timer that is due next."""

    async def main() -> None:
        loop = virtual_loop()
        timer = asyncio.create_task(asyncio.sleep(1))
        with loop.hold() as hold:
            threading.Timer(0.05, hold.release).start()
            await asyncio.sleep(0)
            assert loop.time() == 0
        await timer

    assert run(main())[1] == 1


def test_calls_of_other_threads_are_never_lost(run: Any) -> None:
    """Whenever a thread calls, before, while or after the loop looks: the pipe is opened without a race."""

    async def main(delay: float) -> None:
        loop = virtual_loop()
        called: asyncio.Future[None] = loop.create_future()

        def call() -> None:
            time.sleep(delay)
            loop.call_soon_threadsafe(called.set_result, None)

        threading.Thread(target=call).start()
        await called

    for n in range(200):
        run(main(n % 20 * 1e-5))


@pytest.mark.usefixtures("for_ever")
def test_a_thread_that_calls_in_time_is_no_deadlock(run: Any) -> None:
    """With nothing due and a foreign thread alive, the loop has patience."""

    async def main() -> str:
        loop = virtual_loop()
        answer: asyncio.Future[str] = loop.create_future()
        threading.Timer(0.2, loop.call_soon_threadsafe, [answer.set_result, "late"]).start()
        return await answer

    assert run(main()) == ("late", 0)


@pytest.mark.usefixtures("for_ever")
def test_a_thread_that_ends_silently_is_one(run: Any) -> None:
    """When the last foreign thread has ended, nothing can come any more."""

    async def main() -> None:
        threading.Thread(target=time.sleep, args=[0.05]).start()
        await asyncio.Event().wait()

    with pytest.raises(DeadlockError):
        run(main())


# Descriptors


def test_real_sockets_take_no_virtual_time(run: Any) -> None:
    """A hundred echoes over the loopback, each inside a timeout: none takes any of it, and none fires."""

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            writer.write(line)
        writer.close()
        await writer.wait_closed()
        ended.set()

    ended = asyncio.Event()

    async def main() -> float:
        server = await asyncio.start_server(echo, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
        for n in range(100):
            async with asyncio.timeout(60):  # real seconds too, for a system that is slow to deliver
                writer.write(b"%d\n" % n)
                assert await reader.readline() == b"%d\n" % n
        writer.close()
        await writer.wait_closed()
        await ended.wait()
        server.close()
        await server.wait_closed()
        return virtual_loop().time()

    assert run(main())[0] == 0


def test_the_clock_stands_for_a_slow_peer(run: Any) -> None:
    """A peer that answers in a tenth of a second is not overtaken by a sleep of a minute."""
    ended: list[str] = []

    async def main() -> None:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        threading.Timer(0.1, theirs.send, [b"x"]).start()

        async def sleeper() -> None:
            await asyncio.sleep(60)
            ended.append("sleeper")

        sleeping = asyncio.create_task(sleeper())
        await asyncio.get_running_loop().sock_recv(ours, 1)
        ended.append("peer")
        ours.close()
        theirs.close()
        await sleeping

    run(main())
    assert ended == ["peer", "sleeper"]


def test_a_silent_descriptor_cannot_stop_the_clock_for_ever(run: Any) -> None:
    """An open connection that says nothing costs the real time of the sleep, or less where patience is less."""

    @contextlib.asynccontextmanager
    async def silent_connection() -> AsyncIterator[None]:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        reading = asyncio.create_task(asyncio.get_running_loop().sock_recv(ours, 1))
        await asyncio.sleep(0)
        yield
        reading.cancel()
        await asyncio.wait([reading])
        ours.close()
        theirs.close()

    async def main(seconds: float) -> None:
        async with silent_connection():
            await asyncio.sleep(seconds)

    assert run(main(0.05))[1] == 0.05
    # An hour, which the test would not be given.
    assert run(main(3600), patience=0.01)[1] == 3600


# Child processes and signals


@unix
def test_a_child_process_stops_the_clock(run: Any) -> None:
    """A child that takes a tenth of a second ends before a sleep of a minute."""
    ended: list[str] = []

    async def child() -> None:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", "import time; time.sleep(0.1)")
        await process.wait()
        ended.append("child")

    async def sleeper() -> None:
        await asyncio.sleep(60)
        ended.append("sleeper")

    async def main() -> None:
        await asyncio.gather(sleeper(), child())

    assert run(main())[1] == 60
    assert ended == ["child", "sleeper"]


@unix
def test_a_childs_output_arrives(run: Any) -> None:
    """Pipes to a child are descriptors like others."""

    async def main() -> bytes:
        process = await asyncio.create_subprocess_exec("cat", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        async with asyncio.timeout(60):
            output, _ = await process.communicate(b"through the pipe")
        return output

    assert run(main()) == (b"through the pipe", 0)


@unix
def test_a_program_that_fails_to_start_leaves_no_hold(run: Any) -> None:
    """The clock goes on after a child that never was."""

    async def main() -> None:
        with pytest.raises(FileNotFoundError):
            await asyncio.create_subprocess_exec("/no/such/program")
        await asyncio.sleep(1)

    assert run(main())[1] == 1


@unix
def test_a_signal_is_handled_before_time_moves(run: Any) -> None:
    """The wake-up pipe is read while handlers are registered, although nothing else is awaited."""

    async def main() -> float:
        loop = virtual_loop()
        caught: list[float] = []
        loop.add_signal_handler(signal.SIGTERM, lambda: caught.append(loop.time()))
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(10)
        loop.remove_signal_handler(signal.SIGTERM)
        return caught[0]

    assert run(main()) == (0, 10)


@unix
def test_an_alarm_is_waited_for(run: Any) -> None:
    """Whoever handles an alarm waits for it: the clock stands, and with nothing due there is no deadlock."""

    async def main() -> float:
        loop, rang = virtual_loop(), asyncio.Event()
        loop.add_signal_handler(signal.SIGUSR1, rang.set)
        threading.Timer(0.1, os.kill, [os.getpid(), signal.SIGUSR1]).start()
        async with asyncio.timeout(60):
            await rang.wait()
        loop.remove_signal_handler(signal.SIGUSR1)
        return loop.time()

    assert run(main())[0] == 0


@unix
def test_handlers_of_ending_signals_cost_nothing(run: Any) -> None:
    """SIGINT and SIGTERM may come, but nobody waits for them: time moves at once."""

    async def main() -> None:
        loop = virtual_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, print)
        await asyncio.sleep(86_400)
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)

    assert run(main())[1] == 86_400
