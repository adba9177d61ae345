"""From a plan to a ledger in which nothing is left to do.

Whatever ends this early (an interrupt, a kill, a full disk), the ledger holds what was done, and the same request goes
on from there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from grader.batch.ledger import Ledger
from grader.batch.plan import Plan
from grader.batch.tasks import Done, Key, Outcome, Task, outcome_of
from grader.catalog.exercise import Exercise
from grader.explain.wording import wording_of
from grader.grading.result import not_judged_result, unreadable_result
from grader.model.verdict import Verdict

OnProgress = Callable[["Progress"], None]


class Graders(Protocol):
    """Who grades: judges of this machine, or of others."""

    def grade(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Each task with its outcome, as they come."""


@dataclass
class Progress:
    """How far a run is: gradings that count, those that were there before, and what became of them."""

    total: int
    before: int
    done: int = 0
    shared: int = 0
    failed: int = 0
    changed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def left(self) -> int:
        """How many gradings are still to come."""
        return self.total - self.before - self.done - len(self.changed)


def enter(plan: Plan, ledger: Ledger) -> None:
    """Write the plan into the ledger."""
    ledger.set_class(plan.students, plan.counts, whole_class=plan.asked.is_whole_class)


def grade_what_is_left(plan: Plan, ledger: Ledger, graders: Graders, on_progress: OnProgress) -> Progress:
    """Grade what counts for the plan's students and was not graded; raises what the graders raise."""
    planned = dict.fromkeys(student for student, _ in plan.counts)
    left = {key: mine for key, who in ledger.left().items() if (mine := [s for s in who if s in planned])}
    progress = Progress(len(plan.counts), len(plan.counts) - sum(map(len, left.values())))
    on_progress(progress)
    work = _Work(plan, ledger, left, progress)
    work.settle_without_judge()
    on_progress(progress)
    for done in graders.grade(work.tasks()):
        work.settle(done)
        on_progress(progress)
    return progress


class _Work:
    """What is left, by key: each is graded once and then holds for all students who have it."""

    def __init__(self, plan: Plan, ledger: Ledger, left: dict[Key, list[str]], progress: Progress) -> None:
        self._plan = plan
        self._ledger = ledger
        self._left = left
        self._progress = progress
        self._exercises = {exercise.slug: exercise for exercise in plan.asked.exercises}

    def settle_without_judge(self) -> None:
        """What cannot be read, and what is known from another student."""
        for key in list(self._left):
            if key in self._plan.unreadable:
                exercise, found = self._plan.unreadable[key]
                self._keep(key, outcome_of(unreadable_result(exercise, found)))
            elif self._ledger.is_known(key):
                students = self._left.pop(key)
                self._ledger.share(key, students)
                self._progress.done += len(students)
                self._progress.shared += len(students)

    def tasks(self) -> Iterator[Task]:
        """What a judge has to see, one student after the other; what has changed meanwhile waits for the next time."""
        for key, students in sorted(self._left.items(), key=lambda item: (item[1][0], item[0].slug)):
            text = self._plan.read(students[0], key)
            if text is None:
                self._progress.changed += [(student, key.slug) for student in self._left[key]]
            else:
                yield Task(key, text)

    def settle(self, done: Done) -> None:
        """Keep the outcome; without one, say that the grader failed."""
        if done.outcome is None:
            self._progress.failed += 1
        outcome = done.outcome or _not_judged(self._exercises[done.task.key.slug], done)
        self._keep(done.task.key, outcome)

    def _keep(self, key: Key, outcome: Outcome) -> None:
        students = self._left.pop(key)
        self._ledger.keep(key, outcome, students)
        self._progress.done += len(students)
        self._progress.shared += len(students) - 1


def _not_judged(exercise: Exercise, done: Done) -> Outcome:
    wording = wording_of(Verdict.JUDGE_ERROR)
    sentence = f"{wording.sentence} Two judges ended while they graded it ({done.reason})."
    return outcome_of(not_judged_result(exercise, done.task.key.file, sentence))
