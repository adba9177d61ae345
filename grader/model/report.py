"""The report of one grading; its JSON form is published as `docs/report.schema.json`.

Two gradings of one submission with one seed are equal apart from `measured`, where all that is real
(durations, the machine) is kept.
"""

from typing import Any, Final, Literal, get_args

import msgspec

from grader.model.timeline import Timeline
from grader.model.verdict import Verdict

FORMAT: Final = "onethread-report/1"

Criterion = Literal["correctness", "elapsed", "single-thread", "tidy", "behaviour"]


class CheckResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one check found; `skipped` when an earlier cause already decided it."""

    name: str
    criterion: Criterion
    verdict: Verdict
    secondary: tuple[Verdict, ...] = ()
    points: float = 0.0
    max_points: float = 0.0
    message: str = ""
    file: str | None = None
    line: int | None = None
    seed: int | None = None
    hidden: bool = False
    skipped: bool = False


class CodeLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the learner's file as the report quotes it, with what happened there."""

    number: int
    text: str
    note: str = ""
    marked: bool = False


class Lights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The four lights; `None` where the submission never got so far as to light one."""

    result: bool | None = None
    one_thread: bool | None = None
    tidy: bool | None = None
    time: bool | None = None


class ExerciseResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One exercise of a report.

    `verdict` is `None` for an exercise that is still its stub and was not run. `schedules` counts the other orders of
    events that were tried once the plain run had passed. `cause` is the id of the misconception that `summary` names,
    where it goes beyond what the verdict says of itself.
    """

    slug: str
    title: str
    version: str
    verdict: Verdict | None
    points: float
    max_points: float
    headline: str
    summary: str
    file: str
    line: int | None
    hint: str
    elapsed: float | None
    target: float
    sequential: float
    threads: int | None
    lights: Lights
    checks: tuple[CheckResult, ...]
    excerpt: tuple[CodeLine, ...]
    timeline: Timeline | None
    ideal: Timeline | None
    cause: str | None = None
    schedules: int = 0


Level = Literal["P", "K1", "K2"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""From the weakest to the strongest."""


class Isolation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What kept the submission away from the grader while it ran; `canaries_passed` are attempts that got out."""

    level: Level
    layers: tuple[str, ...] = ()
    canaries_passed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Hashes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """SHA-256 of what was graded and of what it was graded by."""

    submission: str
    definitions: str
    checks: str


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One grading of one submission."""

    format: Literal["onethread-report/1"]
    grader: str
    python: str
    seed: int
    isolation: Isolation
    points: float
    max_points: float
    definitions_modified: bool
    hashes: Hashes
    exercises: tuple[ExerciseResult, ...]
    measured: dict[str, Any]
