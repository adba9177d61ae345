"""Reports of a mix of chapter 1, good and bad, as bytes. Run as a script it prints them, for another process to see."""

import random
import sys
from pathlib import Path

import msgspec

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText, read_submission
from grader.grading import GradingRequest, grade
from grader.judge.runners import Patience

ROOT = Path(__file__).resolve().parents[2]

Submissions = tuple[tuple[Exercise, SubmittedText], ...]


def every_submission() -> list[tuple[Exercise, SubmittedText]]:
    """All that the kit keeps for chapter 1: stubs, references, accepted and known-wrong."""
    found = []
    for exercise in load_catalog(find_sources((), ROOT)).exercises:
        if exercise.chapter.number == 1:
            files = [exercise.paths.stub, *sorted(exercise.paths.solution.rglob("*.py"))]
            found += [(exercise, text_of(exercise, path)) for path in files]
    return found


def text_of(exercise: Exercise, path: Path) -> SubmittedText:
    """A file as it would be handed in."""
    found = read_submission(path, exercise.file_name)
    assert isinstance(found, SubmittedText)
    return found


def mix(size: int) -> Submissions:
    """The same few submissions each time, from all over the chapter."""
    return tuple(random.Random(0).sample(every_submission(), size))


def report_bytes(submissions: Submissions) -> bytes:
    """The report as its exact form, without what was measured in real time."""
    report = grade(GradingRequest(submissions, schedules=2, patience=Patience(computing=10, asleep=10)))
    return msgspec.json.encode(msgspec.structs.replace(report, measured={}))


if __name__ == "__main__":
    sys.stdout.buffer.write(report_bytes(mix(int(sys.argv[1]))))
