"""The queue of timers, against a sorted list."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.clock import VirtualClockLoop, ticks
from grader.clock.timers import Timer, TimerQueue


@pytest.fixture(scope="module")
def loop() -> Iterator[VirtualClockLoop]:
    loop = VirtualClockLoop()
    yield loop
    loop.close()


def timer(loop: VirtualClockLoop, tick: int, stamp: int) -> Timer:
    made = Timer(0, print, (), loop)
    made._tick, made._stamp = tick, stamp
    return made


def place(each: asyncio.Handle) -> tuple[int, int]:
    """By what timers are ordered."""
    assert isinstance(each, Timer)
    return each._tick, each._stamp


def drain(queue: TimerQueue) -> list[int]:
    """Stamps in the order in which they come out, instant by instant."""
    out: list[int] = []
    ready: deque[asyncio.Handle] = deque()
    while (tick := queue.next_tick()) is not None:
        queue.release(tick, ready)
        out += [handle._stamp for handle in ready if isinstance(handle, Timer)]
        ready.clear()
    return out


@pytest.mark.parametrize("ascending", [False, True])
def test_a_large_queue_comes_out_in_order(loop: VirtualClockLoop, ascending: bool) -> None:
    """Buckets change nothing in the order of (tick, stamp), however the ticks are spread."""
    shapes: list[Callable[[int], int]] = [
        lambda n: n * 7919 % 10_007,
        lambda n: n % 3,
        lambda n: 2 ** (n % 60),
        lambda n: 10**12 if n % 3 else n,
    ]
    for shape in shapes:
        queue = TimerQueue(ascending=ascending)
        for stamp in range(5_000):
            queue.add(timer(loop, shape(stamp), stamp))
        assert len(queue) == 5_000
        assert drain(queue) == sorted(range(5_000), key=lambda stamp: (shape(stamp), stamp))
        assert not len(queue)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 5_000), max_size=300), st.integers(0, 40), st.booleans(), st.sampled_from([1, 2_000]))
def test_arrivals_between_releases_keep_the_order(delays: list[int], ahead: int, ascending: bool, grain: int) -> None:
    """What is added while time moves comes out where it belongs, also where many timers share their ticks."""
    loop = VirtualClockLoop()
    queue, now, expected = TimerQueue(ascending=ascending), 0, []
    for stamp in range(ahead * 100):  # enough for buckets
        tick = stamp * 37 % 4_001 // grain * grain
        queue.add(timer(loop, tick, stamp))
        expected.append((tick, stamp))
    out: list[tuple[int, int]] = []
    ready: deque[asyncio.Handle] = deque()
    for stamp, delay in enumerate(delays, ahead * 100):
        tick = (now + delay) // grain * grain
        queue.add(timer(loop, tick, stamp))
        expected.append((tick, stamp))
        now = queue.next_tick() or 0
        due = sorted(place(each) for each in queue if each._tick <= now)
        assert queue.next_place() == due[0]
        queue.release(now, ready) if stamp % 2 else queue.release_next(now, ready)
        out += due
        assert list(map(place, ready)) == due
        ready.clear()
    rest = sorted(map(place, queue))
    assert sorted(out + rest) == sorted(expected)
    assert out == sorted(out) or not delays
    loop.close()


def test_cancelled_timers_are_dropped(loop: VirtualClockLoop) -> None:
    """A program that arms and cancels timeouts for ever does not fill the memory."""
    for _ in range(20_000):
        loop.call_later(3600, print).cancel()
    assert len(loop._timers) < 1_000
    assert loop._next_tick() is None


def test_what_is_never_due_has_no_instant(loop: VirtualClockLoop) -> None:
    """A timer of infinite delay waits, but nobody waits for it."""
    queue = TimerQueue()
    queue.add(timer(loop, ticks.NEVER, 1))
    assert queue.next_tick() is None
    assert len(queue) == 1
