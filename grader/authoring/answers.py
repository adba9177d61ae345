"""The submissions that come with an exercise, and the verdict that each of them must get."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grader.catalog.exercise import Exercise
from grader.model.verdict import Group, Verdict

Kind = Literal["stub", "reference", "accepted", "wrong"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A submission of the exercise's own."""

    path: Path
    kind: Kind
    expected: Verdict


def reference_of(exercise: Exercise) -> Path:
    """The reference's place."""
    return exercise.paths.solution / exercise.file_name


def answers_of(exercise: Exercise) -> tuple[Answer, ...]:
    """The stub, the reference, the accepted and the wrong ones, as far as they are there."""
    return tuple(answer for answer in _all(exercise) if answer.path.is_file())


def wrong_verdict(folder: Path) -> Verdict | None:
    """The verdict that a folder of wrong submissions stands for; `None` for a name that no submission can earn."""
    verdict = verdict_named(folder.name)
    return None if verdict is None or verdict.group in {Group.PASSED, Group.GRADER} else verdict


def verdict_named(name: str) -> Verdict | None:
    """The verdict of that id."""
    return next((verdict for verdict in Verdict if verdict == name), None)


def _all(exercise: Exercise) -> Iterator[Answer]:
    solution = exercise.paths.solution
    yield Answer(exercise.paths.stub, "stub", exercise.manifest.stub.verdict)
    yield Answer(reference_of(exercise), "reference", Verdict.PASSED)
    for path in sorted(solution.glob("accepted/*.py")):
        yield Answer(path, "accepted", Verdict.PASSED)
    for path in sorted(solution.glob("wrong/*/*.py")):
        verdict = wrong_verdict(path.parent)
        if verdict is not None:
            yield Answer(path, "wrong", verdict)
