"""Grading: for each submission one plain run and its checks, all in one pytest session."""

import hashlib
import platform
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import grader
from grader.catalog.exercise import Exercise
from grader.catalog.fingerprint import of_definitions, of_text
from grader.catalog.modified import modified_definitions
from grader.catalog.submission import SubmittedText, Unreadable
from grader.grading.ideal import load_ideal
from grader.grading.points import max_points
from grader.grading.request import GradingRequest
from grader.grading.result import result_of, to_do_result, unreadable_result
from grader.judge.launch import Launcher, launcher
from grader.model.report import ExerciseResult, Hashes, Isolation, Report
from grader.testing.check import CheckOutcome
from grader.testing.harness import Harness, HarnessError, run_session
from grader.testing.job import Job
from grader.testing.plain_run import PlainRun, run_entry
from grader.testing.unwritten import check_unwritten


class GraderFailure(Exception):
    """The grader could not do its work; never a submission's fault."""


OnResult = Callable[[ExerciseResult], None]


def grade(request: GradingRequest, on_result: OnResult | None = None) -> Report:
    """Grade, telling each result as it comes.

    Raises:
        GraderFailure: checks could not be collected, or no runner could be started.

    """
    started = time.perf_counter()
    results = list(_results(request, on_result or (lambda _: None)))
    results += [to_do_result(exercise) for exercise in request.to_do]
    return Report(
        format="onethread-report/1",
        grader=grader.__version__,
        python=platform.python_version(),
        seed=request.seed,
        isolation=Isolation("P"),
        points=sum(result.points for result in results),
        max_points=sum(result.max_points for result in results),
        definitions_modified=bool(modified_definitions(request.exercises)),
        hashes=_hashes(request),
        exercises=tuple(results),
        measured={"seconds": round(time.perf_counter() - started, 3)},
    )


def _results(request: GradingRequest, on_result: OnResult) -> Iterable[ExerciseResult]:
    if not any(isinstance(found, SubmittedText) for _, found in request.submissions):
        unreadable = ((e, f) for e, f in request.submissions if isinstance(f, Unreadable))
        return _told((unreadable_result(exercise, found) for exercise, found in unreadable), on_result)
    results: list[ExerciseResult] = []

    def drive(harness: Harness) -> None:
        start = launcher()
        try:
            results.extend(_told(_Engine(request, harness, start).results(), on_result))
        finally:
            start.close()

    try:
        run_session(_check_files(request), drive)
    except HarnessError as error:
        raise GraderFailure(f"the checks could not be collected: {error}") from error
    return results


def _told(results: Iterable[ExerciseResult], on_result: OnResult) -> Iterator[ExerciseResult]:
    for result in results:
        on_result(result)
        yield result


def _check_files(request: GradingRequest) -> list[Path]:
    exercises = [exercise for exercise, found in request.submissions if isinstance(found, SubmittedText)]
    return [path for e in exercises for path in (e.paths.checks, *request.hidden_checks(e))]


class _Engine:
    """One request in a running session."""

    def __init__(self, request: GradingRequest, harness: Harness, start: Launcher) -> None:
        self._request = request
        self._harness = harness
        self._launcher = start
        self._of_stubs: dict[str, list[CheckOutcome]] = {}

    def results(self) -> Iterator[ExerciseResult]:
        """A result for each submission, in order."""
        for exercise, found in self._request.submissions:
            if isinstance(found, Unreadable):
                yield unreadable_result(exercise, found)
            else:
                yield self._grade(exercise, found)

    def _grade(self, exercise: Exercise, submitted: SubmittedText) -> ExerciseResult:
        job = Job(exercise, submitted, self._launcher, self._request.seed)
        run, outcomes = self._outcomes(job)
        worth = max_points(self._stub_outcomes(job))
        return result_of(job, run, outcomes, worth, load_ideal(exercise.paths.ideal))

    def _stub_outcomes(self, job: Job) -> list[CheckOutcome]:
        """How the stub fares under the same checks and seed."""
        exercise = job.exercise
        if exercise.slug not in self._of_stubs:
            stub = SubmittedText(exercise.stub_text(), exercise.paths.stub, exercise.file_name)
            self._of_stubs[exercise.slug] = self._outcomes(replace(job, submission=stub))[1]
        return self._of_stubs[exercise.slug]

    def _outcomes(self, job: Job) -> tuple[PlainRun, list[CheckOutcome]]:
        run = run_entry(job)
        job = replace(job, plain=run)
        return run, [*check_unwritten(job, run), *self._written(job, run)]

    def _written(self, job: Job, run: PlainRun) -> Iterator[CheckOutcome]:
        """The checks that the authors wrote; after a run that could not go on, none of them could pass."""
        files = [(job.exercise.paths.checks, False)]
        files += [(path, True) for path in self._request.hidden_checks(job.exercise)]
        for path, hidden in files:
            if run.failure:
                yield from (CheckOutcome(spec).as_skipped() for spec in self._harness.specs(path, hidden=hidden))
            else:
                yield from self._harness.run(job, path, hidden=hidden)


def _hashes(request: GradingRequest) -> Hashes:
    texts = "".join(f.text for _, f in request.submissions if isinstance(f, SubmittedText))
    hidden = hashlib.sha256()
    for exercise in request.exercises:
        for path in request.hidden_checks(exercise):
            hidden.update(path.read_bytes())
    return Hashes(of_text(texts), of_definitions(request.exercises), hidden.hexdigest())
