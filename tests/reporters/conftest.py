"""The submission that everybody hands in first, as a report."""

import pytest

from grader.model.report import (
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


def two_lanes(start_of_numbers: float) -> Timeline:
    """A page of 2 s, and ten numbers 0.25 s apart from `start_of_numbers` on."""
    starts = [start_of_numbers + 0.25 * number for number in range(10)]
    pauses = tuple(Span(start, start + 0.25, "waiting", "pause()", 12) for start in starts)
    marks = tuple(Mark(start, str(number), 11) for number, start in enumerate(starts))
    fetch = Lane("fetch", (Span(0.0, 2.0, "waiting", "download()", 7),))
    return Timeline((fetch, Lane("numbers", pauses, marks)), max(2.0, start_of_numbers + 2.5))


@pytest.fixture
def sequential() -> ExerciseResult:
    """One job after the other."""
    sentence = (
        "print_numbers() starts only when fetch_data() is done: line 21 waits 2 s, and line 22 has to wait for "
        "line 21. Neither needs anything from the other."
    )
    return ExerciseResult(
        slug="two-at-once",
        title="Two at once",
        version="1.0.0",
        verdict=Verdict.STILL_SEQUENTIAL,
        points=0.0,
        max_points=4.0,
        headline="Right result, but one wait after the other",
        summary=sentence,
        file="two_at_once.py",
        line=21,
        hint="Ask yourself: who could be working while the page is on its way?",
        elapsed=4.5,
        target=2.5,
        sequential=4.5,
        threads=1,
        lights=Lights(result=True, one_thread=True, tidy=True, time=False),
        checks=(
            CheckResult("returns the page", "correctness", Verdict.PASSED),
            CheckResult(
                "takes 2.5 s", "elapsed", Verdict.STILL_SEQUENTIAL, (), 0.0, 4.0, sentence, "two_at_once.py", 21
            ),
            CheckResult("keeps the rhythm", "behaviour", Verdict.STILL_SEQUENTIAL, skipped=True),
        ),
        excerpt=(
            CodeLine(20, "def main() -> None:"),
            CodeLine(21, "    fetch_data()", "0 to 2 s: nothing else can run", marked=True),
            CodeLine(22, "    print_numbers()", "2 to 4.5 s"),
        ),
        timeline=two_lanes(2.0),
        ideal=two_lanes(0.0),
    )


@pytest.fixture
def report(sequential: ExerciseResult) -> Report:
    """A report of that one exercise."""
    return report_of(sequential)


def report_of(*results: ExerciseResult) -> Report:
    """A report of these results."""
    return Report(
        format="onethread-report/1",
        grader="0.1.0",
        python="3.11.7",
        seed=0,
        isolation=Isolation("K2", ("seccomp", "landlock")),
        points=sum(result.points for result in results),
        max_points=sum(result.max_points for result in results),
        definitions_modified=False,
        hashes=Hashes("1f", "2f", "3f"),
        exercises=results,
        measured={"seconds": 0.25},
    )
