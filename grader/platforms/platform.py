"""A platform: how it is told of a report, and how of a grading that did not end."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from grader.model.report import Report
from grader.platforms.delivery import Output, Withheld, deliver
from grader.platforms.surroundings import Surroundings

HiddenChecks = Literal["hidden by the platform", "named by number"]


@dataclass(frozen=True)
class Platform:
    """One platform. `outputs` is a pure function from a report; `write` delivers what it gives."""

    name: str
    title: str
    outputs: Callable[[Report, Surroundings], tuple[Output, ...]]
    unfinished: Callable[[Surroundings], tuple[Output, ...]]
    """What stands until the result does, and stays where the grading is killed."""
    speaks: bool = False
    """Whether standard output is the result: then nothing else may be written there."""

    def begin(self, surroundings: Surroundings) -> None:
        """Say that the grading did not finish: true until `write` says otherwise."""
        for output in self.unfinished(surroundings):
            deliver(output, surroundings)

    def write(self, report: Report, surroundings: Surroundings) -> bool:
        """Deliver the result; gives whether there is one. None is how some platforms are told *not graded*.

        Raises `PlatformError` where it cannot be delivered.
        """
        outputs = self.outputs(report, surroundings)
        for output in outputs:
            deliver(output, surroundings)
        return any(not isinstance(output, Withheld) for output in outputs)
