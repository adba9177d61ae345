"""A small kit whose exercises are graded in no time, and judges that grade by what a file says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from grader.batch.grades import About, AboutExercise, note_about
from grader.batch.ledger import NAME, Ledger
from grader.batch.plan import Asked, Plan, make_plan
from grader.batch.run import enter, grade_what_is_left
from grader.batch.tasks import Done, Task, outcome_of
from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.model.report import ExerciseResult, Isolation, Lights
from grader.model.verdict import Verdict
from tests.kit_on_disk import write_exercise


@dataclass
class FakeJudges:
    """Passes what says `passes`, dies of what says `kills`, calls all else sequential; remembers what it was given."""

    stop_after: int | None = None
    given: list[Task] = field(default_factory=list)

    def grade(self, tasks: Iterable[Task]) -> Iterator[Done]:
        for task in tasks:
            if self.stop_after is not None and len(self.given) == self.stop_after:
                raise KeyboardInterrupt
            self.given.append(task)
            yield Done(task, None, "killed") if "kills" in task.text else Done(task, outcome_of(*_judged(task)))


def _judged(task: Task) -> tuple[ExerciseResult, Isolation]:
    passed = "passes" in task.text
    verdict = Verdict.PASSED if passed else Verdict.STILL_SEQUENTIAL
    result = ExerciseResult(
        slug=task.key.slug,
        title=task.key.slug,
        version="1.0.0",
        verdict=verdict,
        points=2.0 if passed else 1.0 if "half" in task.text else 0.0,
        max_points=2.0,
        headline="",
        summary="",
        file=task.key.file,
        line=None,
        hint="",
        elapsed=2.5,
        target=2.5,
        sequential=4.5,
        threads=1,
        lights=Lights(),
        checks=(),
        excerpt=(),
        timeline=None,
        ideal=None,
    )
    return result, Isolation("K2")


@dataclass
class School:
    """A folder of submissions, exercises to grade them by, and a folder for what comes of it."""

    root: Path
    exercises: tuple[Exercise, ...]
    judges: FakeJudges = field(default_factory=FakeJudges)

    @property
    def submissions(self) -> Path:
        return self.root / "submissions"

    @property
    def out(self) -> Path:
        return self.root / "out"

    def hand_in(self, student: str, **texts: str) -> None:
        for stem, text in texts.items():
            path = self.submissions / student / f"{stem}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def ledger(self) -> Ledger:
        self.out.mkdir(exist_ok=True)
        return Ledger(self.out / NAME)

    def plan(self, **asked: object) -> Plan:
        return make_plan(Asked(self.submissions, self.exercises, **asked))  # type: ignore[arg-type] # as `Asked` says

    def grade(self, **asked: object) -> dict[tuple[str, str], str | None]:
        """Grade what is left; all verdicts that count, by student and exercise."""
        plan = self.plan(**asked)
        with self.ledger() as ledger:
            note_about(ledger, self.about())
            enter(plan, ledger)
            grade_what_is_left(plan, ledger, self.judges, lambda _: None)
            return verdicts(ledger)

    def about(self) -> About:
        exercises = tuple(AboutExercise(e.slug, e.title, e.number, "1 one-thread", 4.0) for e in self.exercises)
        return About("CS 210", exercises, "definitions 7f3a", "plain")


def verdicts(ledger: Ledger) -> dict[tuple[str, str], str | None]:
    return {(one.student, one.key.slug): one.verdict for one in ledger.counted()}


@pytest.fixture
def school(tmp_path: Path) -> School:
    write_exercise(tmp_path / "kit", "01_one_thread", "01_two_at_once")
    write_exercise(tmp_path / "kit", "04_limits", "01_at_most_four")
    (tmp_path / "submissions").mkdir()
    return School(tmp_path, load_catalog(find_sources((tmp_path / "kit",), tmp_path)).exercises)
