"""The axis of a picture: virtual seconds as parts of one, and as percent."""

from dataclasses import dataclass

from grader.model.units import number, seconds
from grader.reporters.round_steps import round_steps

_MOST_TICKS = 8


@dataclass(frozen=True)
class Tick:
    """A number of the axis."""

    left: str
    text: str
    anchor: str
    needs_room: bool = False


@dataclass(frozen=True)
class Axis:
    """Virtual seconds from 0 to `end`, as parts of one."""

    end: float

    def part(self, moment: float) -> float:
        """Where a moment lies, from 0 to 1; what lies outside the axis stands at its rim."""
        return min(1.0, max(0.0, moment / self.end)) if self.end > 0 else 0.0

    def percent(self, moment: float) -> str:
        """Where a moment lies, as an attribute of SVG says it."""
        return _percent(self.part(moment))

    def between(self, start: float, end: float) -> str:
        """The width from one moment to another."""
        return _percent(max(0.0, self.part(end) - self.part(start)))


def ticks_of(axis: Axis) -> tuple[Tick, ...]:
    """Round numbers, and the end with its unit; a number that would touch the end is left out."""
    if axis.end <= 0:
        return (Tick("0%", seconds(0), "start"),)
    step = next((step for step in round_steps() if axis.end / step <= _MOST_TICKS), axis.end)
    rounds = (index * step for index in range(int(axis.end / step) + 1))
    inner = [moment for moment in rounds if axis.part(moment) <= 0.94]
    numbers = [
        Tick(axis.percent(m), number(m), "middle" if m else "start", needs_room=axis.part(m) > 0.8) for m in inner
    ]
    return (*numbers, Tick("100%", seconds(axis.end), "end"))


def _percent(part: float) -> str:
    return f"{number(round(part * 100, 3))}%"
