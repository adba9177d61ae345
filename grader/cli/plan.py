"""What a grading runs, and what it leaves alone because nothing was written there yet."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from grader.catalog.errors import HandedInError
from grader.catalog.exercise import Exercise
from grader.catalog.handed_in import Submission, all_refused, find_submissions
from grader.catalog.submission import SubmittedText, Unreadable, read_submission
from grader.cli.kit import Kit
from grader.model.report import Report


class Plan(msgspec.Struct, frozen=True):
    """The exercises of one grading, in order: those to run with what was handed in, and those still to do."""

    exercises: tuple[Exercise, ...]
    submissions: tuple[Submission, ...]
    to_do: tuple[Exercise, ...] = ()

    def of(self, report: Report) -> "Plan":
        """The part of it that came to a result."""
        slugs = {result.slug for result in report.exercises}
        exercises = tuple(exercise for exercise in self.exercises if exercise.slug in slugs)
        return Plan(exercises, tuple(pair for pair in self.submissions if pair[0].slug in slugs), self.to_do)


def plan_submission(kit: Kit, names: Sequence[str], path: Path, *, refusal_is_a_result: bool = False) -> Plan:
    """Grade what was handed in at `path`; raises `CatalogError` for a name or a path that is wrong.

    A refusal of what was handed in is raised, too, unless it is a result like others: who reads that made the archive.
    """
    chosen = kit.catalog.select(names)
    try:
        return Plan(chosen, find_submissions(path, chosen))
    except HandedInError as error:
        if not refusal_is_a_result:
            raise
        return Plan(chosen, all_refused(chosen, error.in_one_line, path))


def plan_workspace(kit: Kit, names: Sequence[str], *, everything: bool) -> Plan:
    """Grade the learner's own files; what is still a stub is run only when it was named or all were asked for.

    Raises `CatalogError` for a name that is wrong and `RequestError` where there is no workspace.
    """
    kit.need_workspace()
    chosen = kit.catalog.select(names)
    read = tuple((exercise, read_submission(exercise.paths.stub)) for exercise in chosen)
    if names or everything:
        return Plan(chosen, read)
    to_do = tuple(exercise for exercise, submitted in read if _is_untouched(exercise, submitted))
    return Plan(chosen, tuple(pair for pair in read if pair[0] not in to_do), to_do)


def _is_untouched(exercise: Exercise, submitted: SubmittedText | Unreadable) -> bool:
    return isinstance(submitted, SubmittedText) and exercise.is_untouched(submitted.text)
