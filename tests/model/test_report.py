"""The report as it is published: JSON there and back."""

import msgspec
import pytest

from grader.model.report import (
    FORMAT,
    CheckResult,
    CodeLine,
    ExerciseResult,
    Hashes,
    Isolation,
    Lights,
    Report,
)
from grader.model.timeline import Lane, Mark, Span, Timeline
from grader.model.verdict import Verdict

TIMELINE = Timeline(
    lanes=(
        Lane("main", (Span(0.0, 2.0, "waiting", "download()", 14), Span(2.0, 2.5, "own-sleep", "sleep")), ()),
        Lane("print_numbers", marks=(Mark(0.25, "1"), Mark(0.5, "2\u2028<b>", 20))),
    ),
    end=2.5,
)
EXERCISE = ExerciseResult(
    slug="two-at-once",
    title="Two at once",
    version="1.0.0",
    verdict=Verdict.STILL_SEQUENTIAL,
    points=0.0,
    max_points=4.0,
    headline="Still one after the other",
    summary="`print_numbers` starts only at 2",
    file="two_at_once.py",
    line=14,
    hint="",
    elapsed=4.5,
    target=2.5,
    sequential=4.5,
    threads=1,
    lights=Lights(result=True, one_thread=True, tidy=None, time=False),
    checks=(
        CheckResult("returns the page", "correctness", Verdict.PASSED, max_points=1.0),
        CheckResult(
            "in time", "elapsed", Verdict.TOO_SLOW, (Verdict.LATE_OUTPUT,), 0.0, 3.0, "late", "x.py", 3, 7, True
        ),
    ),
    excerpt=(CodeLine(14, "await fetch()", "from 0 to 2 s", marked=True),),
    timeline=TIMELINE,
    ideal=None,
)
REPORT = Report(
    format=FORMAT,
    grader="0.1.0",
    python="3.11.7",
    seed=0,
    isolation=Isolation("K2", ("seccomp",), ("fork",)),
    points=0.0,
    max_points=4.0,
    definitions_modified=False,
    hashes=Hashes("a", "b", "c"),
    exercises=(EXERCISE, msgspec.structs.replace(EXERCISE, verdict=None, elapsed=None, timeline=None, line=None)),
    measured={"seconds": 0.25, "machine": "here"},
)


def test_round_trip() -> None:
    """A report read from its JSON is the report that was written, to the byte."""
    written = msgspec.json.encode(REPORT)
    read = msgspec.json.decode(written, type=Report)
    assert read == REPORT
    assert msgspec.json.encode(read) == written


def test_verdicts_are_ids() -> None:
    """In JSON a verdict is its id, and a check that is still to do has none."""
    plain = msgspec.to_builtins(REPORT)
    assert [exercise["verdict"] for exercise in plain["exercises"]] == ["still-sequential", None]
    assert plain["exercises"][0]["checks"][1]["secondary"] == ("late-output",)


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("format", "onethread-report/2", "Invalid enum value 'onethread-report/2' - at `$.format`"),
        ("grade", 5, "unknown field `grade`"),
        ("points", "5", "Expected `float`, got `str` - at `$.points`"),
        ("isolation", {"level": "K3"}, "at `$.isolation.level`"),
        ("exercises", [{}], "missing required field `slug` - at `$.exercises"),
    ],
)
def test_refused(field: str, value: object, complaint: str) -> None:
    """What is no report of this format is refused, and the place is named."""
    plain = msgspec.to_builtins(REPORT) | {field: value}
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(plain, Report)
    assert complaint in str(refused.value)


def test_frozen() -> None:
    """Nobody changes a report that was made."""
    with pytest.raises(AttributeError, match="immutable"):
        REPORT.points = 4.0  # type: ignore[misc]
