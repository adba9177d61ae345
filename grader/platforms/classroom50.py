"""Classroom 50: `result.json` in the student's checkout, in whole points, and the page of the release beside it.

Its runner stamps owner, mode and instants itself, and publishes what it is given. A grader that exits with an error and
leaves no result is entered as *submitted, error* with 0 of 0 points: that is what it is told when nothing was graded.
"""

import re
from pathlib import PurePosixPath
from typing import Annotated, Literal

import msgspec

from grader.model.report import Report
from grader.platforms.cases import Case, cases_of, is_not_graded
from grader.platforms.delivery import File, Output, Withheld
from grader.platforms.hidden import for_students
from grader.platforms.platform import Platform
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting
from grader.platforms.typed_json import checked_json
from grader.platforms.whole_points import whole_points

RESULT = PurePosixPath("result.json")
PAGE = PurePosixPath("release-body.md")

_MAX_PAGE = 120_000
"""Characters; a release on GitHub takes 125 000."""

Words = Annotated[str, msgspec.Meta(min_length=1)]
Points = Annotated[int, msgspec.Meta(ge=0)]
_INSTANT = r"^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$"
_TAG = re.compile(r"submit/(\d{4})-?(\d\d)-?(\d\d)T(\d\d)[:-]?(\d\d)[:-]?(\d\d)Z")
_STAMPED_LATER = "1970-01-01T00:00:00Z"


class Test(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One line of the list; `output` is ours, which the format allows."""

    test_name: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    passed: bool
    score: Points
    max_score: Points
    output: str


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    schema: Literal["classroom50/result/v1"]
    classroom: Words
    assignment: Words
    assignment_type: Literal["individual", "group", "team"]
    owner: Words
    submission: Annotated[str, msgspec.Meta(pattern="^submit/")]
    commit: Words
    release: Words
    review: Words
    datetime: Annotated[str, msgspec.Meta(pattern=_INSTANT)]
    score: Points
    max_score: Points = msgspec.field(name="max-score")
    tests: tuple[Test, ...]


def outputs(report: Report, surroundings: Surroundings) -> tuple[Output, ...]:
    """The result and the page, or none where the grader failed."""
    if is_not_graded(report):
        return (Withheld(PAGE), Withheld(RESULT))
    page = surroundings.page(for_students(report))
    pages = (File(PAGE, page.encode()),) if 0 < len(page) <= _MAX_PAGE else (Withheld(PAGE),)
    cases = cases_of(report)
    points = whole_points(cases)

    def build(longest: int) -> bytes:
        tests = tuple(_test(case, got, most, longest) for case, (got, most) in zip(cases, points, strict=True))
        return checked_json(_result(surroundings, tests))

    return (*pages, File(RESULT, fitting(build)))


def _result(surroundings: Surroundings, tests: tuple[Test, ...]) -> Result:
    tag = surroundings.needed("SUBMISSION_TAG", "which submission this is")
    commit = surroundings.needed("COMMIT_URL", "where the commit is")
    environment = surroundings.environment
    return msgspec.convert(
        {
            "schema": "classroom50/result/v1",
            "classroom": surroundings.needed("CLASSROOM", "which classroom this is"),
            "assignment": surroundings.needed("ASSIGNMENT", "which assignment this is"),
            "assignment_type": environment.get("ASSIGNMENT_TYPE") or "individual",
            "owner": environment.get("OWNER") or surroundings.needed("USERNAME", "whose repository this is"),
            "submission": tag,
            "commit": commit,
            "release": surroundings.needed("RELEASE_URL", "where the release is"),
            "review": environment.get("REVIEW_URL") or commit,
            "datetime": _instant(tag),
            "score": sum(test.score for test in tests),
            "max-score": sum(test.max_score for test in tests),
            "tests": tests,
        },
        Result,
    )


def _instant(tag: str) -> str:
    """When it was handed in, as far as the tag says; never when it was graded."""
    found = _TAG.match(tag)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else _STAMPED_LATER


def _test(case: Case, got: int, most: int, longest: int) -> Test:
    return Test(case.name, case.passed, got, most, bounded(case.text, longest))


CLASSROOM50 = Platform("classroom50", "Classroom 50", outputs, lambda _: (Withheld(PAGE), Withheld(RESULT)))
