"""The loop's rules, each with the pitfall behind it."""

import asyncio
import gc
import math
import random
import sys
import weakref
from typing import Any

import pytest

from grader.clock import BusyWaitError, DeadlockError, HorizonError, VirtualClockLoop

# Time


def test_sums_do_not_drift(run: Any) -> None:
    """Ten sleeps of 0.1 end at exactly 1.0, and 100 000 of 0.01 at exactly 1000."""

    async def main() -> float:
        for _ in range(10):
            await asyncio.sleep(0.1)
        ten = asyncio.get_running_loop().time()
        for _ in range(100_000):
            await asyncio.sleep(0.01)
        return ten

    assert run(main()) == (1.0, 1001.0)


def test_overlap_is_exact(run: Any) -> None:
    """Waits side by side take as long as the longest."""

    async def ticks() -> None:
        for _ in range(10):
            await asyncio.sleep(0.25)

    async def main() -> None:
        await asyncio.gather(ticks(), asyncio.sleep(2))

    assert run(main())[1] == 2.5


def test_equal_deadlines_fire_in_order(run: Any) -> None:
    """Tasks that sleep equally long wake in the order in which they fell asleep."""
    woken: list[int] = []

    async def sleeper(n: int) -> None:
        await asyncio.sleep(1)
        woken.append(n)

    async def main() -> None:
        await asyncio.gather(*map(sleeper, range(64)))

    run(main())
    assert woken == list(range(64))


def test_stamps_decide_among_equal_deadlines(run: Any) -> None:
    """Whoever explores schedules gives the stamps."""
    woken: list[int] = []

    async def sleeper(n: int) -> None:
        await asyncio.sleep(1)
        woken.append(n)

    async def main() -> None:
        await asyncio.gather(*map(sleeper, range(8)))

    stamps = random.Random(1).sample(range(1_000), 100)
    run(main(), stamps=iter(stamps).__next__)
    assert woken != list(range(8))
    assert sorted(woken) == list(range(8))


def test_a_positive_delay_moves_the_clock(run: Any) -> None:
    """A wait until 0.30000000000000004 at 0.3 ends, although both are the same nanosecond."""

    async def main() -> int:
        loop, end, sleeps = asyncio.get_running_loop(), 0.1 + 0.2, 0
        await asyncio.sleep(0.3)
        while loop.time() < end:
            await asyncio.sleep(end - loop.time())
            sleeps += 1
            assert sleeps < 10
        return sleeps

    assert run(main()) == (1, 0.300000001)


@pytest.mark.parametrize("days", [2, 10_000])
def test_no_wait_is_capped(run: Any, days: int) -> None:
    """Neither a day nor decades are taken for 'for ever'."""

    async def main() -> None:
        await asyncio.sleep(days * 86_400)

    assert run(main())[1] == days * 86_400


def test_late_clocks_still_move(run: Any) -> None:
    """At 2^24 seconds and beyond, where a float clock no longer sees a nanosecond, timers still fire."""

    async def main() -> int:
        fired = 0
        await asyncio.sleep(2**24)
        for _ in range(100):
            await asyncio.sleep(1e-9)
            fired += 1
        await asyncio.sleep(1.7e9)
        return fired

    assert run(main()) == (100, 2**24 + 1e-7 + 1.7e9)


def test_short_delays_keep_their_instants(run: Any) -> None:
    """No coarse resolution: each callback sees the instant it was made for."""

    async def main() -> list[float]:
        loop, seen = asyncio.get_running_loop(), []
        for n in range(5):
            loop.call_later(n * 0.0004, lambda: seen.append(loop.time()))
        await asyncio.sleep(1)
        return seen

    assert run(main())[0] == [0, 0.0004, 0.0008, 0.0012, 0.0016]


def test_an_infinite_sleep_beside_others_waits(run: Any) -> None:
    """`sleep(inf)` neither fires nor keeps the rest from ending."""

    async def main() -> None:
        for_ever = asyncio.create_task(asyncio.sleep(math.inf))
        await asyncio.sleep(5)
        assert not for_ever.done()
        for_ever.cancel()

    assert run(main())[1] == 5


def test_a_timeout_at_the_same_instant_wins(run: Any) -> None:
    """`timeout(1)` around `sleep(1)` times out, as on the stock loop: it was armed first."""

    async def main() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await asyncio.sleep(1)

    assert run(main())[1] == 1


def test_a_keep_alive_timer_at_its_exact_deadline_ends(run: Any) -> None:
    """A timer that arms itself anew until its deadline is passed comes to an end on a clock that is never late."""

    async def main() -> None:
        loop, done = asyncio.get_running_loop(), asyncio.Event()
        last_use, keep_alive = loop.time(), 15.0

        def close_if_idle() -> None:
            if loop.time() < last_use + keep_alive:
                loop.call_at(last_use + keep_alive, close_if_idle)
            else:
                done.set()

        loop.call_later(keep_alive / 2, close_if_idle)
        await done.wait()

    assert run(main())[1] == 15


def test_charged_time_releases_all_it_passed(run: Any) -> None:
    """Timers that computing passed fire at its end, all in their order."""
    seen: list[tuple[int, float]] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualClockLoop)

        def note(n: int) -> None:
            seen.append((n, loop.time()))

        for n in (3, 1, 2):
            loop.call_later(n, note, n)
        loop.charge(10)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    run(main())
    assert seen == [(1, 10.0), (2, 10.0), (3, 10.0)]


def test_when_of_a_timer_is_its_instant() -> None:
    """`TimerHandle.when` speaks the loop's seconds."""
    loop = VirtualClockLoop()
    assert loop.call_later(1.5, print).when() == 1.5
    assert loop.call_at(2.25, print).when() == 2.25
    assert len({loop.call_later(1, print), loop.call_later(2, print)}) == 2
    assert "when=1.5" in repr(loop.call_later(1.5, print))
    loop.close()


@pytest.mark.parametrize("debug", [False, True])
def test_handles_are_asyncios_own(debug: bool) -> None:
    """What asyncio's handles have, ours have: the loop makes them without their initialisers."""
    loop = VirtualClockLoop()
    stock_handle = asyncio.Handle(print, (), loop)
    stock_timer = asyncio.TimerHandle(1.0, print, (), loop)
    loop.set_debug(debug)
    for stock, ours in ((stock_handle, loop.call_soon(print)), (stock_timer, loop.call_later(1, print))):
        names = {name for kind in type(stock).__mro__ for name in getattr(kind, "__slots__", ())}
        assert {name for name in names - {"_scheduled"} if hasattr(stock, name)} == {
            name for name in names - {"_scheduled"} if hasattr(ours, name)
        }
    loop.close()


@pytest.mark.skipif(sys.version_info < (3, 12), reason="eager tasks came with 3.12")
def test_eager_tasks_work(run: Any) -> None:
    """The eager task factory starts tasks at once and leaves time alone."""

    async def main() -> None:
        asyncio.get_running_loop().set_task_factory(getattr(asyncio, "eager_task_factory"))  # noqa: B009
        await asyncio.gather(*(asyncio.sleep(n) for n in range(5)))

    assert run(main())[1] == 4


@pytest.mark.parametrize("debug", [False, True])
def test_a_failed_task_is_freed_at_once(debug: bool) -> None:
    """No frame of the loop keeps a task whose exception keeps the frame."""
    gc.collect()

    async def main() -> object:
        async def fail() -> None:
            raise KeyError

        task = asyncio.create_task(fail())
        task.add_done_callback(lambda task: task.exception())
        freed = weakref.ref(task)
        del task
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return freed()

    gc.disable()
    try:
        with asyncio.Runner(loop_factory=VirtualClockLoop, debug=debug) as runner:
            assert runner.run(main()) is None
    finally:
        gc.enable()


# Ends


async def for_ever() -> None:
    await asyncio.Event().wait()


def test_a_deadlock_is_named(run: Any) -> None:
    """Nothing runs and nothing is due: raised at once, with each task, what it awaits and the line."""

    async def main() -> None:
        other = asyncio.create_task(for_ever(), name="other")
        await other

    with pytest.raises(DeadlockError) as caught:
        run(main())
    line = for_ever.__code__.co_firstlineno + 1
    assert f"other (for_ever) awaits Event.wait at {__file__}:{line}" in str(caught.value)
    assert "awaits task other" in str(caught.value)


def test_an_infinite_sleep_alone_is_a_deadlock(run: Any) -> None:
    """A timer that is never due does not count as one."""
    with pytest.raises(DeadlockError):
        run(asyncio.sleep(math.inf))


def test_a_loop_without_tasks_is_a_deadlock() -> None:
    """`run_forever` with nothing to do says so."""
    loop = VirtualClockLoop()
    with pytest.raises(DeadlockError, match="no task is left"):
        loop.run_forever()
    loop.close()


def test_the_loop_survives_a_deadlock() -> None:
    """After the report, the loop can be run again and closed."""
    with asyncio.Runner(loop_factory=VirtualClockLoop) as runner:
        with pytest.raises(DeadlockError):
            runner.run(for_ever())
        runner.run(asyncio.sleep(1))
        assert runner.get_loop().time() == 1


def test_a_busy_wait_is_named(run: Any) -> None:
    """`while True: await sleep(0)` ends with the task's line, not with the test's limit."""

    async def spin() -> None:
        while True:
            await asyncio.sleep(0)

    with pytest.raises(BusyWaitError, match=r"1000 loop turns at 0\.0 s") as caught:
        run(spin(), max_turns=1000)
    assert f"{__file__}:{spin.__code__.co_firstlineno + 2}" in str(caught.value)


def test_turns_count_per_instant(run: Any) -> None:
    """Any number of turns is fine as long as time moves between them."""

    async def main() -> None:
        for _ in range(100):
            for _ in range(50):
                await asyncio.sleep(0)
            await asyncio.sleep(0.001)

    run(main(), max_turns=100)


def test_the_horizon_ends_a_run(run: Any) -> None:
    """What goes on for ever ends at the horizon, and what ends at it exactly is fine."""

    async def poll() -> None:
        while True:
            await asyncio.sleep(1)

    assert run(asyncio.sleep(60), horizon=60)[1] == 60
    with pytest.raises(HorizonError, match=r"60\.0 s"):
        run(poll(), horizon=60)


def test_charged_time_has_the_horizon_too() -> None:
    """A program that only computes ends at the horizon as well."""

    async def compute() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualClockLoop)
        while True:
            loop.charge(1)
            await asyncio.sleep(0)

    with asyncio.Runner(loop_factory=lambda: VirtualClockLoop(horizon=60)) as runner:
        with pytest.raises(HorizonError):
            runner.run(compute())
        runner.get_loop()._horizon = 10**18  # type: ignore[attr-defined]  # so that the rest can be cancelled


def test_a_failing_callback_reaches_the_exception_handler() -> None:
    """As on the stock loop, which goes on afterwards."""
    contexts: list[dict[str, Any]] = []
    loop = VirtualClockLoop()
    loop.set_exception_handler(lambda _, context: contexts.append(context))
    loop.call_soon(lambda: 1 / 0)
    loop.call_later(1, loop.stop)
    loop.run_forever()
    loop.close()
    assert isinstance(contexts[0]["exception"], ZeroDivisionError)
    assert "Exception in callback" in contexts[0]["message"]


def test_a_deadlock_inside_a_task_group_cancels_it(run: Any) -> None:
    """The report comes out of the run, and what was open is closed on the way."""
    closed: list[str] = []

    async def child() -> None:
        try:
            await for_ever()
        finally:
            closed.append("child")

    async def main() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(child())

    with pytest.raises(DeadlockError):
        run(main())
    assert closed == ["child"]
