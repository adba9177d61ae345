"""What a seed decides in a run: the order of timers that are due at one instant.

The model: the stamp of a timer is what the seed drew for it, and behind that its number. A seed changes nothing in a
run but through a comparison of two stamps of one tick. So where another seed would put the timers of each tick into
the order that they had, the run under that seed is the same run, from its first step to its last, and need not be
made.

The rules:

1. Each half counts and draws for itself, whatever the other does: the n-th timer of a half gets the n-th draw.
2. A timer that was cancelled before it was due has been compared with nothing, and neither has one that was still to
   come when the run was over. All others of a tick count as compared, more than really were: at worst a run is made
   that need not be.
3. The plain order has no draws; whether a seed has the same order can be told all the same.
"""

import random
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from math import factorial, prod

import msgspec

from grader.clock import ticks
from grader.clock.timers import Timer

NUMBER_BITS = 32
"""How much of a stamp is the timer's number, behind what was drawn for it."""

# A place has to cross the channel, whose numbers have 62 bits.
_DRAWN_BITS = 28

# What is compared is told at the end of a run, and drawn again for each seed. Of longer runs nothing is known.
MOST_TIMERS = 10_000

Timed = tuple[int, int]
"""Tick and stamp of a timer."""


def seed_of(half: str, schedule: int) -> str | None:
    """The seed of one half of a loop under a schedule; `None` for the plain order."""
    return f"{half} {schedule}" if schedule else None


def draws_of(seed: str) -> Callable[[], int]:
    """What a seed gives to one timer after the other."""
    order = random.Random(seed)  # noqa: S311 - reproducible on purpose
    return partial(order.getrandbits, _DRAWN_BITS)


class TimerLog:
    """The timers of one half, with those left out that were cancelled before they were due."""

    __slots__ = ("_is_whole", "_ticks")

    def __init__(self) -> None:
        """Begin with none."""
        self._ticks: dict[int, int] = {}
        self._is_whole = True

    def note(self, timer: Timer) -> None:
        """It was set."""
        if len(self._ticks) < MOST_TIMERS:
            self._ticks[timer._stamp] = timer._tick
        else:
            # For good: what is left out now stays so, however many are cancelled later.
            self._is_whole = False

    def forget(self, timer: Timer) -> None:
        """It was cancelled before it was due."""
        self._ticks.pop(timer._stamp, None)

    def until(self, now: int) -> tuple[Timed, ...] | None:
        """The timers that were due by then; `None` where they were too many to know them all."""
        if not self._is_whole:
            return None
        last = min(now, ticks.NEVER - 1)
        return tuple((tick, stamp) for stamp, tick in self._ticks.items() if tick <= last)


class Draws:
    """What a schedule draws for the timers of each half, as far as anybody asked."""

    def __init__(self, schedule: int) -> None:
        """Take the schedule, which is not the plain one."""
        self._schedule = schedule
        self._draw: dict[str, Callable[[], int]] = {}
        self._drawn: dict[str, list[int]] = {}

    def of(self, half: str, number: int) -> int:
        """What it draws for one timer of a half."""
        if half not in self._drawn:
            seed = seed_of(half, self._schedule)
            assert seed is not None, "the plain order is not drawn"
            self._draw[half], self._drawn[half] = draws_of(seed), []
        drawn, draw = self._drawn[half], self._draw[half]
        while len(drawn) <= number:
            drawn.append(draw())
        return drawn[number]


class Ties(msgspec.Struct, frozen=True):
    """The timers of a run that shared an instant with others, in their order: each its half and its number there."""

    groups: tuple[tuple[tuple[str, int], ...], ...]

    @property
    def orders(self) -> int:
        """In how many orders they could have fired."""
        return prod(factorial(len(group)) for group in self.groups)

    def are_the_same_under(self, draws: Draws) -> bool:
        """Whether a schedule puts the timers of each instant into the same order."""
        # Strictly: what decides between equal draws is not worth the thought.
        return all(draws.of(*one) < draws.of(*other) for group in self.groups for one, other in pairwise(group))


def ties_of(**halves: Sequence[Timed]) -> Ties | None:
    """What was tied in a run, by the timers of each half; `None` where these are beyond what a log can hold."""
    if any(len(timers) > MOST_TIMERS for timers in halves.values()):
        return None
    at: dict[int, list[tuple[int, str]]] = {}
    for half, timers in halves.items():
        for tick, stamp in timers:
            at.setdefault(tick, []).append((stamp, half))
    shared = (sorted(timers) for timers in at.values() if len(timers) > 1)
    groups = tuple(tuple((half, _number(stamp)) for stamp, half in timers) for timers in shared)
    if all(0 <= number < MOST_TIMERS for group in groups for _, number in group):
        return Ties(groups)
    return None


def _number(stamp: int) -> int:
    """Which timer of its half it was, from 0; the lowest bit of a stamp is the half's own."""
    return ((stamp & (1 << NUMBER_BITS) - 1) >> 1) - 1
