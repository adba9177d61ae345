"""Calls that block the loop's thread: seen, located, charged."""

import asyncio
import builtins
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from time import sleep as nap
from typing import Any

import pytest

from grader.clock import BlockingCall, BlockingError, BlockingWatch, refuse

Seen = list[BlockingCall]


def blocked(run: Any, block: Callable[[], object], **options: Any) -> tuple[Seen, float]:
    """What is seen of a function that blocks inside a coroutine, and the virtual time it took."""
    watch = BlockingWatch(**options)

    async def main() -> None:
        block()

    end = run(main(), blocking=watch)[1]
    return watch.calls, end


def only(calls: Seen) -> BlockingCall:
    assert len(calls) == 1, calls
    return calls[0]


def test_time_sleep_is_charged_and_located(run: Any) -> None:
    """A blocking sleep takes virtual time instead of real time, and its line is known."""
    calls, end = blocked(run, lambda: time.sleep(3600))
    call = only(calls)
    assert (call.what, call.seconds, call.charged, call.at, end) == ("time.sleep", 3600, True, 0, 3600)
    assert call.place.file == __file__
    assert "time.sleep(3600)" in str(call)
    assert call.task is not None


def test_a_sleep_imported_by_name_is_charged_too(run: Any) -> None:
    """`from time import sleep` before the watch makes no difference."""
    calls, end = blocked(run, lambda: nap(3600))
    assert (only(calls).what, end) == ("time.sleep", 3600)


def test_timers_passed_by_a_blocking_sleep_fire_after_it(run: Any) -> None:
    """The loop is late by what the sleep took, as in reality."""
    late: list[float] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(1, lambda: late.append(loop.time()))
        time.sleep(4)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    run(main(), blocking=BlockingWatch())
    assert late == [4.0]


def blocking_socket() -> None:
    ours, theirs = socket.socketpair()
    theirs.send(b"x")
    ours.recv(1)
    ours.close()
    theirs.close()


def get_from_an_empty_queue() -> None:
    with pytest.raises(queue.Empty):
        queue.Queue[int]().get(timeout=0.01)


def join_a_thread() -> None:
    thread = threading.Thread(target=lambda: nap(0.01))
    thread.start()
    thread.join()


@pytest.mark.parametrize(
    ("what", "block"),
    [
        ("Thread.join", join_a_thread),
        ("Condition.wait", lambda: threading.Event().wait(0.01)),
        ("Condition.wait", get_from_an_empty_queue),
        ("Popen.wait", lambda: subprocess.Popen([sys.executable, "-c", ""]).wait()),
        ("Popen.communicate", lambda: subprocess.run([sys.executable, "-c", ""], check=True, capture_output=True)),
    ],
)
def test_a_known_wait_is_seen(run: Any, what: str, block: Callable[[], object]) -> None:
    """Joins, waits of threads and child processes are named, with the program's own line."""
    call = only(blocked(run, block)[0])
    assert (call.what, call.place.file) == (what, __file__)
    assert call.seconds > 0


def test_blocking_sockets_are_seen(run: Any) -> None:
    """Each call on a socket in blocking mode can wait; the loop's own sockets are in the other mode."""
    calls = blocked(run, blocking_socket)[0]
    assert [call.what for call in calls] == ["socket.send", "socket.recv"]

    async def main() -> None:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        theirs.setblocking(False)
        await asyncio.get_running_loop().sock_sendall(ours, b"x")
        await asyncio.get_running_loop().sock_recv(theirs, 1)
        ours.close()
        theirs.close()

    watch = BlockingWatch(limit=5)
    run(main(), blocking=watch)
    assert not watch.calls


def test_input_is_seen(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking the user blocks."""
    monkeypatch.setattr(builtins, "input", lambda _prompt="": "yes")
    assert only(blocked(run, lambda: input("sure? "))[0]).what == "builtins.input"


def wait_for_a_lock(lock: threading.Lock) -> None:
    lock.acquire()


def compute(lock: threading.Lock) -> None:
    """Until the lock is free, and for 0.3 s at least, the turns of others not counted."""
    end = time.thread_time() + 0.3
    while lock.locked() or time.thread_time() < end:
        pass


@pytest.mark.parametrize(("what", "block"), [("waiting", wait_for_a_lock), ("computing", compute)])
def test_what_holds_the_loop_long_is_measured(run: Any, what: str, block: Callable[[threading.Lock], None]) -> None:
    """A lock, which nothing can interpose, and computing are seen by real time, with the line they stood at."""
    watch, lock = BlockingWatch(limit=0.1), threading.Lock()

    def let_go_once_it_was_seen() -> None:
        nap(0.3)
        while [place.function for place in watch._sampler._seen.copy().elements()].count(block.__name__) < 3:
            nap(0.01)
        lock.release()

    async def main() -> None:
        block(lock)

    lock.acquire()
    other = threading.Thread(target=let_go_once_it_was_seen)
    other.start()
    assert run(main(), blocking=watch)[1] == 0
    other.join()
    # On a busy machine any callback may take long; it stands elsewhere.
    call = only([call for call in watch.calls if call.place.function == block.__name__])
    assert call.what == what
    assert call.seconds > 0.2


def test_short_callbacks_are_not_reported(run: Any) -> None:
    """What stays below the limit is no one's business."""
    assert not blocked(run, lambda: None, limit=10)[0]


def test_blocking_can_be_refused(run: Any) -> None:
    """The error is raised where the call stands, and says what to do instead."""
    with pytest.raises(BlockingError, match=r"time\.sleep blocks .*: await") as caught:
        blocked(run, lambda: time.sleep(1), report=refuse)
    assert caught.value.call.place.file == __file__


def test_each_call_is_reported_at_once(run: Any) -> None:
    """Before a wait that may never end, the report has been told."""
    told: list[float] = []
    blocked(run, lambda: threading.Event().wait(0.01), report=lambda call: told.append(call.seconds))
    assert told == [0]


def test_asyncios_own_waits_are_not_reported(run: Any) -> None:
    """Starting a worker thread and shutting the executor down are no fault of the program."""
    watch = BlockingWatch(limit=5)

    async def main() -> None:
        await asyncio.to_thread(print)

    run(main(), blocking=watch)
    assert not watch.calls


def test_threads_beside_the_loop_may_block(run: Any) -> None:
    """Only the loop's own thread is watched: a job sleeps for real, and uncharged."""
    watch = BlockingWatch(limit=5)

    async def main() -> None:
        await asyncio.to_thread(time.sleep, 0.05)

    assert run(main(), blocking=watch)[1] == 0
    assert not watch.calls


def test_everything_is_put_back(run: Any) -> None:
    """After the run, the interposed names are what they were."""
    before = (time.sleep, nap, threading.Thread.join, vars(socket.socket).get("recv"), builtins.input)
    blocked(run, lambda: time.sleep(1))
    after = (time.sleep, globals()["nap"], threading.Thread.join, vars(socket.socket).get("recv"), builtins.input)
    assert before == after


def test_debug_mode_still_times_callbacks(run: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Asyncio's slow-callback warning goes by real time, of which the virtual clock knows nothing."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.set_debug(True)
        loop.slow_callback_duration = 0.05
        await asyncio.sleep(0)
        compute(threading.Lock())
        await asyncio.sleep(0)

    run(main())
    assert "Executing" in caplog.text
