"""What is wrong with an exercise: where, what, and what to do about it."""

from dataclasses import dataclass
from pathlib import Path

from grader.catalog.errors import DefinitionError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that an author has to mend; `line` is `None` where the whole file or folder is meant."""

    file: Path
    line: int | None
    what: str
    remedy: str


def problem_of(wrong: DefinitionError) -> Problem:
    """What stopped a grading, as one of the problems of its exercise."""
    return Problem(wrong.file, wrong.line, wrong.problem, wrong.remedy)


def in_order(problems: "list[Problem]") -> tuple[Problem, ...]:
    """Each problem once, by file and line."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (str(problem.file), problem.line or 0)))


def line_of(text: str, part: str) -> int | None:
    """The first line of a text that holds the part."""
    return next((number for number, line in enumerate(text.splitlines(), 1) if part in line), None)
