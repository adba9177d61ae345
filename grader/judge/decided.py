"""What a schedule decided in a run: the order of tied timers, and when the world answers."""

from functools import cached_property

import msgspec

from grader.clock.ties import Draws, Ties
from grader.judge.world import WorldRoom


class Schedule:
    """What a schedule would decide, found without a run."""

    def __init__(self, number: int, world: WorldRoom) -> None:
        """Take its seed, which is not that of the plain run, and a world of the exercise."""
        self._number = number
        self._world = world
        self.draws = Draws(number)

    @cached_property
    def latencies(self) -> tuple[int, ...] | None:
        """What decides over the latencies of the world's plain data."""
        return self._world.latency_draws_under(self._number)


class Decided(msgspec.Struct, frozen=True):
    """What was decided in one run.

    `latencies` is what was drawn for them; on a day that a check chose there is nothing to draw.
    """

    ties: Ties
    latencies: tuple[int, ...] | None
    is_chosen_day: bool

    def is_the_same_under(self, schedule: Schedule) -> bool:
        """Whether a schedule would only make this run again."""
        if not self.ties.are_the_same_under(schedule.draws):
            return False
        return self.is_chosen_day or self.latencies == schedule.latencies
