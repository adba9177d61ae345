"""Submitty: `validation_results.json` of a custom validator, one for each testcase.

It knows no *not graded*: a validator that failed gives 0, with a line for the staff's log.
"""

from pathlib import PurePosixPath
from typing import Annotated, Literal

import msgspec

from grader.model.report import Report
from grader.platforms.cases import UNFINISHED, Case, cases_of, is_not_graded, summary_of
from grader.platforms.delivery import File, Output
from grader.platforms.platform import Platform
from grader.platforms.shares import share_of
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting
from grader.platforms.typed_json import checked_json

RESULTS = PurePosixPath("validation_results.json")

_MAX_RESULT = 90 * 1024
"""A validator may write files of 100 KB unless its course raises that."""


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the list."""

    message: Annotated[str, msgspec.Meta(min_length=1)]
    status: Literal["success", "failure", "warning", "information"]


class Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The part of the testcase's points that was earned."""

    score: Annotated[float, msgspec.Meta(ge=0, le=1)]
    message: tuple[Message, ...]


class Success(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file where something was graded."""

    status: Literal["success"]
    data: Data


class Failure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file where nothing was."""

    status: Literal["fail"]
    message: str


def outputs(report: Report, _: Surroundings) -> tuple[Output, ...]:
    """The file, also where nothing was graded: without one the student reads of a missing result."""
    if is_not_graded(report):
        return (File(RESULTS, checked_json(Failure("fail", bounded(summary_of(report), 1_000)))),)
    return (File(RESULTS, fitting(lambda longest: checked_json(_success(report, longest)), _MAX_RESULT)),)


def _success(report: Report, longest: int) -> Success:
    messages = tuple(_message(case, longest) for case in cases_of(report))
    return Success("success", Data(share_of(report), messages))


def _message(case: Case, longest: int) -> Message:
    text = bounded(case.text, longest)
    return Message(f"{case.name}\n{text}" if text else case.name, "success" if case.passed else "failure")


SUBMITTY = Platform(
    "submitty", "Submitty", outputs, lambda _: (File(RESULTS, checked_json(Failure("fail", UNFINISHED))),)
)
