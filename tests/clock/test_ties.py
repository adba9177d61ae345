"""What a seed decides among timers of one deadline, and when another seed decides the same."""

import asyncio
from collections.abc import Iterator

import pytest

from grader.clock import ticks
from grader.clock.half import HalfLoop
from grader.clock.ties import MOST_TIMERS, Draws, Ties, seed_of, ties_of

SECOND = ticks.PER_SECOND


@pytest.fixture
def half() -> Iterator[HalfLoop]:
    """One half, under a schedule."""
    loop = HalfLoop(shuffle=seed_of("judge", 7))
    yield loop
    loop.close()


def ties(half: HalfLoop, until: int = 10 * SECOND) -> Ties:
    """What was decided in a half that had no other."""
    found = ties_of(judge=half.timer_log.until(until) or ())
    assert found is not None
    return found


def nothing() -> None:
    """Be called."""


def test_timers_of_one_instant_are_tied_in_the_order_in_which_they_fire(half: HalfLoop) -> None:
    """What a run tells is what happened in it."""
    fired: list[int] = []
    for number in range(6):
        half.call_later(1, fired.append, number)
    half.call_later(2, half.stop)
    half.run_forever()
    assert ties(half).groups == (tuple(("judge", number) for number in fired),)


def test_a_schedule_has_its_own_order(half: HalfLoop) -> None:
    """The seed under which a run was made decides what was decided in it."""
    for _ in range(6):
        half.call_later(1, nothing)
    assert ties(half).are_the_same_under(Draws(7))
    assert not any(ties(half).are_the_same_under(Draws(other)) for other in range(1, 7))


def test_where_nothing_is_tied_every_schedule_is_the_same(half: HalfLoop) -> None:
    """Timers of different instants are in an order that no seed decides."""
    for delay in range(1, 6):
        half.call_later(delay, nothing)
    assert ties(half).orders == 1
    assert all(ties(half).are_the_same_under(Draws(schedule)) for schedule in range(1, 50))


def test_the_halves_are_tied_with_each_other() -> None:
    """A timer here and one there that are due at one instant have an order too."""
    found = ties_of(judge=[(1, 4 << 32 | 2)], runner=[(1, 3 << 32 | 2), (2, 1 << 32 | 4)])
    assert found is not None
    assert found.groups == ((("runner", 0), ("judge", 0)),)


def test_a_timer_cancelled_before_its_instant_is_not_tied(half: HalfLoop) -> None:
    """A timeout that was not needed has been compared with nothing."""
    half.call_later(1, nothing)
    half.call_later(1, nothing).cancel()
    assert ties(half).orders == 1


def test_a_timer_cancelled_at_its_instant_is_tied(half: HalfLoop) -> None:
    """Whether it fired before whoever cancelled it was for the seed to decide."""
    timers: list[asyncio.TimerHandle] = []

    def cancel_both() -> None:
        for timer in timers:
            timer.cancel()

    timers += [half.call_later(1, cancel_both) for _ in range(2)]
    half.call_later(2, half.stop)
    half.run_forever()
    assert ties(half).orders == 2


def test_what_was_still_to_come_is_not_tied(half: HalfLoop) -> None:
    """A run that is over has not compared the timers of later instants."""
    for _ in range(2):
        half.call_later(5, nothing)
    assert ties(half, until=4 * SECOND).orders == 1


def test_timers_that_are_never_due_are_not_tied(half: HalfLoop) -> None:
    """An endless delay has no instant."""
    for _ in range(2):
        half.call_later(float("inf"), nothing)
    assert ties(half, until=ticks.NEVER).orders == 1


def test_of_too_many_timers_nothing_is_known(half: HalfLoop) -> None:
    """A log does not grow without end; what it left out is not there either when others are cancelled."""
    timers = [half.call_later(delay, nothing) for delay in range(1, MOST_TIMERS + 2)]
    for timer in timers[:100]:
        timer.cancel()
    assert half.timer_log.until(0) is None


def test_of_more_timers_than_a_half_can_tell_nothing_is_known() -> None:
    """A hostile half that repeats itself keeps nobody busy counting orders."""
    assert ties_of(runner=[(1, 2)] * (MOST_TIMERS + 1)) is None


@pytest.mark.parametrize("stamp", [0, 1, (MOST_TIMERS + 1) * 2, (1 << 32) - 1])
def test_of_numbers_that_no_timer_can_have_nothing_is_known(stamp: int) -> None:
    """What a hostile half makes up costs no time."""
    assert ties_of(runner=[(1, stamp), (1, stamp)]) is None
