"""Grading only what changed since the last time."""

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import msgspec

from grader.catalog.fingerprint import of_definitions, of_text
from grader.catalog.handed_in import Submission
from grader.catalog.submission import SubmittedText
from grader.cli.console import write_plain
from grader.cli.plan import Plan
from grader.model.report import ExerciseResult, Report
from grader.workspace.progress import Graded, read_progress, write_progress
from grader.workspace.results import keep_result, kept_result, key_of


class Memory(msgspec.Struct, frozen=True):
    """What the workspace remembers of earlier gradings under one seed."""

    workspace: Path
    seed: int

    def recall(self, submissions: Iterable[Submission]) -> dict[str, ExerciseResult]:
        """The results that still hold, by slug."""
        recalled: dict[str, ExerciseResult] = {}
        for submission in submissions:
            key = self._key(submission)
            result = kept_result(self.workspace, submission[0].slug, key) if key else None
            if result is not None:
                recalled[result.slug] = result
        return recalled

    def keep(self, plan: Plan, report: Report, *, reusable: bool) -> None:
        """Remember what was graded; where that cannot be done it is said, and nothing else suffers."""
        results, plan = {result.slug: result for result in report.exercises}, plan.of(report)
        try:
            write_progress(self.workspace, read_progress(self.workspace).after(_graded(plan, results), _today()))
            for submission in plan.submissions if reusable else ():
                key = self._key(submission)
                if key:
                    keep_result(self.workspace, key, results[submission[0].slug])
        except OSError as error:
            write_plain(f"Your progress could not be kept ({error.strerror}); the grading itself stands.\n", sys.stderr)

    def _key(self, submission: Submission) -> str | None:
        exercise, submitted = submission
        if not isinstance(submitted, SubmittedText):
            return None
        return key_of(of_text(submitted.text), of_definitions([exercise]), self.seed)


def grade_the_rest(plan: Plan, memory: Memory, grade: Callable[[Plan], Report]) -> Report:
    """Grade what the memory does not know, and put both together in the plan's order."""
    recalled = memory.recall(plan.submissions)
    fresh = tuple(pair for pair in plan.submissions if pair[0].slug not in recalled)
    return _with_recalled(grade(Plan(plan.exercises, fresh, plan.to_do)), recalled, plan)


def _with_recalled(report: Report, recalled: Mapping[str, ExerciseResult], plan: Plan) -> Report:
    known = {**recalled, **{result.slug: result for result in report.exercises}}
    results = tuple(known[exercise.slug] for exercise in plan.exercises if exercise.slug in known)
    points, possible = sum(r.points for r in results), sum(r.max_points for r in results)
    return msgspec.structs.replace(report, exercises=results, points=points, max_points=possible)


def _graded(plan: Plan, results: Mapping[str, ExerciseResult]) -> Iterable[Graded]:
    for exercise, submitted in plan.submissions:
        verdict = results[exercise.slug].verdict
        if verdict is not None and isinstance(submitted, SubmittedText):
            yield Graded(exercise.slug, of_text(submitted.text), verdict)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the learner's own day
