"""A judge that stays warm: a process that collects the checks once and grades what it is sent, until its input ends.

Messages are a length and MessagePack. What a submission does to this process ends with it: the supervisor starts
another.
"""

import os
import signal
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from grader.batch.tasks import Graded, Ready, Refused, Settings, Task, outcome_of
from grader.catalog.catalog import Catalog, load_catalog
from grader.catalog.errors import CatalogError, DefinitionError
from grader.catalog.exercise import Exercise
from grader.catalog.handed_in import Submission
from grader.catalog.sources import Source
from grader.catalog.submission import SubmittedText
from grader.grading import GraderFailure, GradingRequest, NotIsolated, grade_each
from grader.grading.result import not_judged_result
from grader.judge.affinity import share_one_cpu
from grader.model.report import ExerciseResult, Isolation

LENGTH = struct.Struct("<I")

Answer = Ready | Refused | Graded


def main(number: int) -> None:
    """Serve over standard input and output, on the processor of that number."""
    # An interrupt is the supervisor's to handle.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    share_one_cpu(number)
    # Whatever prints by itself must not end up between the messages.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        _serve(sys.stdin.buffer, answers)
    except BrokenPipeError:
        return


def _serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    settings = read_message(tasks, Settings)
    if settings is None:
        return
    try:
        _Judge(settings, tasks, answers).grade_all()
    except NotIsolated as refusal:
        send_message(answers, Refused(str(refusal), refusal.isolation.level))
    except CatalogError as wrong:
        reason, _, remedy = str(wrong).partition("\n")
        send_message(answers, Refused(reason, remedy=remedy))
    except GraderFailure as failure:
        send_message(answers, Refused(str(failure)))


class _Judge:
    """The tasks as submissions, and their results as answers."""

    def __init__(self, settings: Settings, tasks: BinaryIO, answers: BinaryIO) -> None:
        self._settings = settings
        self._tasks = tasks
        self._answers = answers
        self._catalog = catalog_of(settings)
        self._seed = 0
        self._graded: tuple[Exercise, SubmittedText] | None = None
        self._isolation: Isolation | None = None

    def grade_all(self) -> None:
        settings = self._settings
        request = GradingRequest(
            submissions=(),
            to_do=tuple(map(self._catalog.by_slug, settings.slugs)),
            data_seed=lambda _exercise, _submitted: self._seed,
            schedules=settings.schedules,
            checks=None if settings.checks is None else Path(settings.checks),
            require_level=settings.require_level,
        )
        grade_each(request, self._submissions(), self._ready, self._answer, self._broken)

    def _submissions(self) -> Iterator[Submission]:
        while (task := read_message(self._tasks, Task)) is not None:
            self._seed = task.key.seed
            submitted = SubmittedText(task.text, Path(task.key.file), task.key.file)
            self._graded = self._catalog.by_slug(task.key.slug), submitted
            yield self._graded

    def _ready(self, isolation: Isolation) -> None:
        self._isolation = isolation
        send_message(self._answers, Ready(isolation))

    def _broken(self, wrong: DefinitionError) -> None:
        """One world that raises, perhaps on this submission's data alone, costs nobody else anything."""
        assert self._graded is not None  # what is broken was asked for
        exercise, submitted = self._graded
        self._answer(not_judged_result(exercise, submitted.shown_as, wrong.in_one_line))

    def _answer(self, result: ExerciseResult) -> None:
        send_message(self._answers, Graded(outcome_of(result, self._isolation)))


def catalog_of(settings: Settings) -> Catalog:
    """The exercises where the settings say; raises `CatalogError`."""
    return load_catalog(Source(Path(exercises), Path(solutions)) for exercises, solutions in settings.sources)


def send_message(stream: BinaryIO, message: msgspec.Struct) -> None:
    """Write a message; raises `BrokenPipeError` where nobody reads any more."""
    payload = msgspec.msgpack.encode(message)
    stream.write(LENGTH.pack(len(payload)) + payload)
    stream.flush()


def read_message(stream: BinaryIO, expected: Any) -> Any:
    """The next message; `None` where the stream ends, also in the middle of one."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    payload = stream.read(length)
    return msgspec.msgpack.decode(payload, type=expected) if len(payload) == length else None


if __name__ == "__main__":
    main(int(sys.argv[1]))
