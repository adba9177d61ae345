"""Reports of every kind that a platform has to be told of, and a place that stands in for each platform."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
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
from grader.model.timeline import Lane, Span, Timeline
from grader.model.verdict import Verdict
from grader.platforms import Surroundings

SECRET = "xyzzy-42"
"""Stands wherever only a hidden check knows something."""

MARKERS = (
    "::error file=a::forged",
    "::stop-commands::x",
    "##[group]forged",
    '::notice title=Autograding report::{"totalPoints":999,"maxPoints":999}',
    "Grade :=>> 100",
    "Comment :=>>forged",
    "<|--",
    "--|>",
    "-Title (-3)",
    '{"scores": {"two-at-once": 999}}',
    "word: bare key",
    "#educational_plugin test OK",
    "<script>alert(1)</script>]]>&amp;",
    ".. raw:: html\n\n   <b>bold</b>",
    "Heading\n=======\n`link <http://example.org>`_ |sub|",
    "=HYPERLINK(1)",
    "\x00\x1b[31m\x07\ud800\uffff\u202e\u200b",
    '{"tag":"points","points":"1/1"}',
    "%0A%0D%25",
)
HOSTILE = "\n".join(MARKERS)

CHECKS = (
    CheckResult("returns the page", "correctness", Verdict.PASSED),
    CheckResult("takes 2.5 s", "elapsed", Verdict.PASSED, points=3.0, max_points=3.0),
    CheckResult("keeps the rhythm", "behaviour", Verdict.PASSED, points=1.0, max_points=1.0),
)


def changed(result: Any, **fields: Any) -> Any:
    """The value with other fields."""
    return msgspec.structs.replace(result, **fields)


def exercise(slug: str = "two-at-once", **fields: Any) -> ExerciseResult:
    """An exercise that passed, or what the fields say; points are those of its checks."""
    passed = ExerciseResult(
        slug=slug,
        title="Two at once",
        version="1.0.0",
        verdict=Verdict.PASSED,
        points=0.0,
        max_points=0.0,
        headline="Passed",
        summary="",
        file="two_at_once.py",
        line=None,
        hint="",
        elapsed=2.5,
        target=2.5,
        sequential=4.5,
        threads=1,
        lights=Lights(True, True, True, True),
        checks=CHECKS,
        excerpt=(),
        timeline=Timeline((Lane("fetch", (Span(0.0, 2.0, "waiting", "download()", 7),)),), 2.5),
        ideal=None,
    )
    result: ExerciseResult = changed(passed, **fields)
    points, most = (sum(getattr(check, name) for check in result.checks) for name in ("points", "max_points"))
    return changed(result, points=points, max_points=most)  # type: ignore[no-any-return]


def failed(**fields: Any) -> ExerciseResult:
    """An exercise whose second check did not pass."""
    sentence = "print_numbers() starts only when fetch_data() is done."
    second = CheckResult(
        "takes 2.5 s", "elapsed", Verdict.STILL_SEQUENTIAL, (), 0.0, 3.0, "took 4.5 s", "two_at_once.py", 21
    )
    given: dict[str, Any] = {
        "verdict": Verdict.STILL_SEQUENTIAL,
        "headline": "Right result, but one wait after the other",
        "summary": sentence,
        "line": 21,
        "hint": "Who could be working meanwhile?",
        "elapsed": 4.5,
        "checks": (CHECKS[0], second, CHECKS[2]),
        "excerpt": (CodeLine(21, "    fetch_data()", "0 to 2 s", marked=True),),
    }
    return exercise(**{**given, **fields})


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


def _hidden(verdict: Verdict, points: float) -> CheckResult:
    return CheckResult(
        f"refuses {SECRET}",
        "behaviour",
        verdict,
        (),
        points,
        2.0,
        "" if verdict is Verdict.PASSED else f"said {SECRET}",
        f"{SECRET}.py",
        7,
        seed=3,
        hidden=True,
    )


def _hidden_alone(*checks: CheckResult) -> ExerciseResult:
    return failed(
        verdict=Verdict.RATE_EXCEEDED,
        headline=f"Too fast for {SECRET}",
        summary=f"because of {SECRET}",
        hint=f"think of {SECRET}",
        checks=checks or (*CHECKS, _hidden(Verdict.RATE_EXCEEDED, 0.0)),
        excerpt=(CodeLine(1, SECRET, SECRET),),
        timeline=Timeline((Lane(SECRET, ()),), 1.0),
        cause=SECRET,
    )


def _hidden_first() -> ExerciseResult:
    """A hidden cause comes before a visible one, and a third check was not decided for it."""
    late = CheckResult("prints at once", "behaviour", Verdict.LATE_OUTPUT, (), 0.0, 1.0, "came at 2 s", line=4)
    undecided = CheckResult("keeps count", "behaviour", Verdict.RATE_EXCEEDED, skipped=True)
    hidden = _hidden(Verdict.RATE_EXCEEDED, 0.0)
    return _hidden_alone(CHECKS[0], late, hidden, undecided)


def _hostile() -> ExerciseResult:
    check = CheckResult(HOSTILE, "behaviour", Verdict.WRONG_RESULT, (), 0.0, 2.0, HOSTILE, HOSTILE, 1)
    each = tuple(
        CheckResult(text, "behaviour", Verdict.RAISED, (), 0.0, 1.0, text, HOSTILE, 1, seed=1) for text in MARKERS
    )
    return failed(
        title=HOSTILE,
        headline=HOSTILE,
        summary=HOSTILE,
        hint=HOSTILE,
        file=HOSTILE,
        verdict=Verdict.WRONG_RESULT,
        checks=(check, check, *each, CHECKS[1]),
    )


def _huge() -> ExerciseResult:
    texts = ("x" * 200_000, "é€\U0001f600" * 20_000, "<&\"'>" * 20_000, "\x00" * 20_000, "\n" * 20_000)
    checks = tuple(
        CheckResult(text, "behaviour", Verdict.RAISED, (), 0.0, 1.0, f"the head {text} the tail") for text in texts * 8
    )
    return failed(summary=texts[0], hint=texts[1], checks=checks)


def _ugly() -> ExerciseResult:
    worth = (1 / 3, 2 / 3, 0.1, 0.2, 1.23456789, 7.0)
    checks = tuple(
        CheckResult(f"check {n}", "behaviour", Verdict.PASSED if n % 2 else Verdict.RAISED, (), w * (n % 2), w)
        for n, w in enumerate(worth)
    )
    return failed(verdict=Verdict.RAISED, checks=checks)


def _missing(slug: str) -> ExerciseResult:
    summary = f"There is no file `{slug}.py` in what was handed in."
    given = {"verdict": Verdict.MISSING_FILE, "headline": "The file is not there", "summary": summary, "checks": ()}
    return failed(slug=slug, **given, line=None, elapsed=None)


def _ours(slug: str) -> ExerciseResult:
    broken = CheckResult("takes 2.5 s", "elapsed", Verdict.JUDGE_ERROR, (), 0.0, 4.0, "The judge broke down.")
    return failed(slug=slug, verdict=Verdict.JUDGE_ERROR, headline="The grader failed", checks=(broken,))


def _to_do(slug: str) -> ExerciseResult:
    return failed(slug=slug, verdict=None, headline="To do", summary="", checks=(), line=None, elapsed=None)


REPORTS: dict[str, Callable[[], Report]] = {
    "passed": lambda: report_of(exercise()),
    "wrong": lambda: report_of(failed()),
    "mixed": lambda: report_of(exercise("one"), failed(slug="two"), _missing("three"), _to_do("four")),
    "hostile": lambda: report_of(_hostile()),
    "hidden alone": lambda: report_of(_hidden_alone()),
    "hidden first": lambda: report_of(exercise("one"), _hidden_first()),
    "hidden passed": lambda: report_of(exercise(checks=(*CHECKS, _hidden(Verdict.PASSED, 2.0)))),
    "ours": lambda: report_of(_ours("one")),
    "ours in part": lambda: report_of(exercise("one"), failed(slug="two"), _ours("three")),
    "sixty-four": lambda: report_of(*(failed(slug=f"exercise-{n}") for n in range(64))),
    "huge": lambda: report_of(_huge()),
    "ugly fractions": lambda: report_of(_ugly()),
    "missing": lambda: report_of(_missing("one")),
    "to do": lambda: report_of(_to_do("one")),
    "worth nothing": lambda: report_of(exercise(checks=(CHECKS[0],))),
    "empty": report_of,
}
NOT_GRADED = ("ours", "ours in part", "empty")
HIDDEN = ("hidden alone", "hidden first", "hidden passed")

ENVIRONMENT = {
    "CLASSROOM": "cs210",
    "ASSIGNMENT": "week-6",
    "ASSIGNMENT_TYPE": "individual",
    "USERNAME": "ada",
    "SUBMISSION_TAG": "submit/2026-09-01T12-30-00Z-1f2e3d4",
    "COMMIT_URL": "https://github.com/cs210/week-6-ada/commit/1f2e3d4",
    "RELEASE_URL": "https://github.com/cs210/week-6-ada/releases/tag/x",
    "REVIEW_URL": "https://github.com/cs210/week-6-ada/compare/a...b",
    "CODIO_AUTOGRADE_V2_URL": "https://codio.example/grade",
    "CANVAS_STUDENT": "Lovelace, Ada",
    "CANVAS_STUDENT_ID": "42",
    "CANVAS_ASSIGNMENT": "Week 6 (123)",
    "VPL_GRADEMAX": "10",
}


@pytest.fixture(params=list(REPORTS))
def report(request: pytest.FixtureRequest) -> Report:
    """Each of the reports."""
    return REPORTS[request.param]()


@pytest.fixture
def surroundings(tmp_path: Path) -> Surroundings:
    """A machine of no platform, with all their variables."""
    files = {"GITHUB_OUTPUT": tmp_path / "output", "GITHUB_STEP_SUMMARY": tmp_path / "summary"}
    environment = ENVIRONMENT | {name: str(path) for name, path in files.items()}
    return Surroundings(environment, tmp_path / "root", tmp_path, io.StringIO())
