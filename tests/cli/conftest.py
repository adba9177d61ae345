"""A kit of two chapters in a temporary workspace, and an engine that grades by what a file says."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from msgspec.structs import replace

from grader.catalog.errors import DefinitionError
from grader.catalog.exercise import Exercise
from grader.catalog.submission import SubmittedText, Unreadable
from grader.cli.main import main
from grader.grading.engine import NotIsolated
from grader.model.report import (
    CheckResult,
    CodeLine,
    ExerciseResult,
    Hashes,
    Isolation,
    Level,
    Lights,
    Report,
)
from grader.model.timeline import Lane, Span, Timeline
from grader.model.verdict import Verdict
from tests.kit_on_disk import SOLVED, write_exercise


@dataclass
class FakeRequest:
    """The engine's request, as the real one declares it."""

    submissions: tuple[tuple[Exercise, SubmittedText | Unreadable], ...]
    to_do: tuple[Exercise, ...] = ()
    seed: int = 0
    schedules: int | None = None
    checks: Path | None = None
    require_level: Level | None = None


class FakeEngine(ModuleType):
    """Passes what says `passes`, fails in judging what says `judge`, and so on; calls all else sequential."""

    def __init__(self) -> None:
        super().__init__("grader.grading")
        self.requests: list[FakeRequest] = []
        self.broken: set[str] = set()
        self.GradingRequest = FakeRequest
        self.NotIsolated = NotIsolated
        self.isolation = Isolation("K2", ("seccomp", "landlock", "rlimits"))

    def grade(self, request: FakeRequest, on_broken: Callable[[DefinitionError], None] | None = None) -> Report:
        self.requests.append(request)
        if request.require_level == "K2" and self.isolation.level != "K2":
            raise NotIsolated(self.isolation, request.require_level)
        run = {}
        for exercise, submitted in request.submissions:
            if exercise.slug in self.broken and on_broken:
                wrong = DefinitionError("cannot be loaded", "Correct it.", where=exercise.paths.world, line=3)
                on_broken(wrong.stopping(exercise.slug))
            else:
                run[exercise.slug] = result_of(exercise, submitted)
        untouched = {exercise.slug: to_do_result(exercise) for exercise in request.to_do}
        results = tuple({**run, **untouched}.values())
        return report_of(*results, seed=request.seed)

    @property
    def graded(self) -> list[str]:
        return [exercise.slug for exercise, _ in self.requests[-1].submissions]


def report_of(*results: ExerciseResult, seed: int = 0) -> Report:
    """A report of these results."""
    return Report(
        format="onethread-report/1",
        grader="0.1.0",
        python="3.11.7",
        seed=seed,
        isolation=Isolation("K2", ("seccomp",)),
        points=sum(result.points for result in results),
        max_points=sum(result.max_points for result in results),
        definitions_modified=False,
        hashes=Hashes("1f", "2f", "3f"),
        exercises=results,
        measured={},
    )


def result_of(exercise: Exercise, submitted: SubmittedText | Unreadable) -> ExerciseResult:
    """What the fake engine says of one submission."""
    if isinstance(submitted, Unreadable):
        return _result(exercise, submitted.verdict, "The file cannot be read", submitted.sentence, None)
    if "passes" in submitted.text:
        return _result(exercise, Verdict.PASSED, "Passed", "Both waits pass at once.", 2.5)
    if "judge" in submitted.text:
        return _result(exercise, Verdict.JUDGE_ERROR, "The grader failed", "Not your fault.", None)
    if "races" in submitted.text:
        race = _result(exercise, Verdict.RACE, "Right in one order only", "The last one wins.", 2.5)
        return replace(race, checks=(CheckResult("counts", "correctness", Verdict.RACE, seed=7),))
    headline = "Right result, but one wait after the other"
    return _result(exercise, Verdict.STILL_SEQUENTIAL, headline, "The second waits for the first.", 4.5)


def to_do_result(exercise: Exercise) -> ExerciseResult:
    """What the engine says of a stub."""
    return _result(exercise, None, "To do", "", None)


def _result(
    exercise: Exercise, verdict: Verdict | None, headline: str, summary: str, elapsed: float | None
) -> ExerciseResult:
    passed = verdict is Verdict.PASSED
    ran = elapsed is not None
    return ExerciseResult(
        slug=exercise.slug,
        title=exercise.title,
        version="1.0.0",
        verdict=verdict,
        points=4.0 if passed else 0.0,
        max_points=4.0,
        headline=headline,
        summary=summary,
        file=exercise.file_name,
        line=2 if ran else None,
        hint="" if passed else "Who is waiting?",
        elapsed=elapsed,
        target=2.5,
        sequential=4.5,
        threads=1 if ran else None,
        lights=Lights(True, True, True, passed) if ran else Lights(),
        checks=(CheckResult("takes 2.5 s", "elapsed", verdict or Verdict.PASSED, (), 4.0 * passed, 4.0, summary),),
        excerpt=(CodeLine(2, "    return 'x'", "0 to 2 s", marked=True),) if ran else (),
        timeline=Timeline((Lane("main", (Span(0, elapsed, "waiting", "download"),)),), elapsed) if elapsed else None,
        ideal=None,
    )


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with three exercises in two chapters; the learner stands in it."""
    root = tmp_path / "kit"
    write_exercise(root, "01_one_thread", "01_two_at_once")
    write_exercise(root, "01_one_thread", "02_same_thread")
    write_exercise(root, "02_start_together", "01_gather_in_order")
    monkeypatch.chdir(root)
    for name in ("ONETHREAD_CALLED_AS", "ONETHREAD_CLOSING", "ONETHREAD_DEBUG", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return root


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """The fake engine, where the command line looks for the real one."""
    fake = FakeEngine()
    monkeypatch.setitem(sys.modules, "grader.grading", fake)
    return fake


@dataclass
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run a command line; gives its exit code and what it wrote."""

    def running(*arguments: Any) -> Outcome:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return running


def solve(workspace: Path, slug: str, text: str = SOLVED) -> Path:
    """Write something into the file of an exercise."""
    stem = slug.replace("-", "_")
    (path,) = workspace.glob(f"exercises/*/*/{stem}.py")
    path.write_text(text)
    return path
