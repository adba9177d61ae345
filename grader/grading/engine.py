"""Grading: for each submission one plain run and its checks, all in one pytest session."""

import contextlib
import hashlib
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

import grader
from grader.catalog.exercise import Exercise
from grader.catalog.fingerprint import of_definitions, of_text
from grader.catalog.handed_in import Submission
from grader.catalog.modified import modified_definitions
from grader.catalog.submission import SubmittedText, Unreadable
from grader.grading.ideal import load_ideal
from grader.grading.points import max_points
from grader.grading.request import GradingRequest
from grader.grading.result import result_of, to_do_result, unreadable_result
from grader.judge.launch import launcher
from grader.judge.runners import Ending, Launcher
from grader.model.report import LEVELS, ExerciseResult, Hashes, Isolation, Report
from grader.model.verdict import Verdict
from grader.testing.check import CheckOutcome, CheckSpec
from grader.testing.harness import Harness, HarnessError, run_session
from grader.testing.job import Job
from grader.testing.plain_run import PlainRun, run_entry
from grader.testing.schedules import find_race
from grader.testing.sweep import SWEEP, sweep
from grader.testing.unwritten import check_unwritten


class GraderFailure(Exception):
    """The grader could not do its work; never a submission's fault."""


class NotIsolated(Exception):
    """The isolation that was asked for is not to be had here; nothing was run."""

    def __init__(self, isolation: Isolation, required: str) -> None:
        """Take what holds here instead."""
        self.isolation = isolation
        self.required = required
        super().__init__(f"isolation {required} is required, and this machine offers {isolation.level}")


OnResult = Callable[[ExerciseResult], None]
T = TypeVar("T")


def grade(request: GradingRequest, on_result: OnResult | None = None) -> Report:
    """Grade, telling each result as it comes.

    Raises:
        GraderFailure: checks could not be collected, or no runner could be started.
        NotIsolated: submissions cannot be kept in as well as the request demands.

    """
    started = time.perf_counter()
    grading = _Grading(request, _aloud(on_result) if on_result else lambda _: None)
    results = [*grading.results(), *(to_do_result(exercise) for exercise in request.to_do)]
    return Report(
        format="onethread-report/1",
        grader=grader.__version__,
        python=platform.python_version(),
        seed=request.seed,
        isolation=grading.isolation,
        points=sum(result.points for result in results),
        max_points=sum(result.max_points for result in results),
        definitions_modified=bool(modified_definitions(request.exercises)),
        hashes=_hashes(request),
        exercises=tuple(results),
        measured={"seconds": round(time.perf_counter() - started, 3), "runs": grading.measured},
    )


def grade_each(
    request: GradingRequest,
    submissions: Iterable[Submission],
    on_ready: Callable[[Isolation], None],
    on_result: OnResult,
) -> None:
    """Grade what comes, one after the other, by the checks of `request.to_do`, collected once; raises as `grade`."""
    _Grading(request, _aloud(on_result)).each(submissions, _aloud(on_ready))


def _aloud(on_result: Callable[[T], None]) -> Callable[[T], None]:
    """Let who hears of results print, though what checks and worlds print goes nowhere."""
    out, err = sys.stdout, sys.stderr

    def tell(result: T) -> None:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            on_result(result)

    return tell


class _Grading:
    """One request, from the first runner to the last."""

    def __init__(self, request: GradingRequest, on_result: OnResult) -> None:
        self._request = request
        self._on_result = on_result
        self.isolation = Isolation("P")
        self.measured: dict[str, Any] = {}

    def results(self) -> Iterable[ExerciseResult]:
        """A result for each submission, in order."""
        if not self._request.submissions:
            return ()
        # Before the checks are collected: meanwhile the runners' process gets ready, and tries what keeps it in.
        results: list[ExerciseResult] = []
        self._run(self._request.submissions, lambda _: None, results.append)
        return results

    def each(self, submissions: Iterable[Submission], on_ready: Callable[[Isolation], None]) -> None:
        """Grade what comes, once it is known how it is kept in."""
        self._run(submissions, on_ready, lambda _: None)

    def _run(self, submissions: Iterable[Submission], on_ready: Callable[[Isolation], None], keep: OnResult) -> None:
        start = launcher()
        try:
            self._run_with(start, submissions, on_ready, keep)
        finally:
            start.close()

    def _run_with(
        self,
        start: Launcher,
        submissions: Iterable[Submission],
        on_ready: Callable[[Isolation], None],
        keep: OnResult,
    ) -> None:
        def drive(harness: Harness) -> None:
            self._find_isolation(start)
            on_ready(self.isolation)
            engine = _Engine(self._request, harness, start, self.measured)
            for result in _told(engine.results(submissions), self._on_result):
                keep(result)

        try:
            run_session(_check_files(self._request), drive)
        except HarnessError as error:
            raise GraderFailure(f"the checks could not be collected: {error}") from error

    def _find_isolation(self, start: Launcher) -> None:
        self.isolation = msgspec.convert(start.standing(), Isolation, from_attributes=True)
        required = self._request.require_level
        if required and LEVELS.index(self.isolation.level) < LEVELS.index(required):
            raise NotIsolated(self.isolation, required)


def _told(results: Iterable[ExerciseResult], on_result: OnResult) -> Iterator[ExerciseResult]:
    for result in results:
        on_result(result)
        yield result


def _check_files(request: GradingRequest) -> list[Path]:
    exercises = [exercise for exercise, _ in request.submissions] or request.to_do
    return [path for e in exercises for path in (e.paths.checks, *request.hidden_checks(e))]


class _Engine:
    """One request in a running session."""

    def __init__(self, request: GradingRequest, harness: Harness, start: Launcher, measured: dict[str, Any]) -> None:
        self._measured = measured
        self._request = request
        self._harness = harness
        self._launcher = start
        self._of_stubs: dict[str, list[CheckOutcome]] = {}

    def results(self, submissions: Iterable[Submission]) -> Iterator[ExerciseResult]:
        """A result for each submission, in order."""
        for exercise, found in submissions:
            if isinstance(found, Unreadable):
                yield self._unread(exercise, found)
            else:
                yield self._grade(exercise, found)

    def _unread(self, exercise: Exercise, found: Unreadable) -> ExerciseResult:
        """It has got nothing of what the exercise is worth; worth nothing, it would drop out of the whole."""
        return unreadable_result(exercise, found, sum(max_points(self._stub_outcomes(exercise))))

    def _grade(self, exercise: Exercise, submitted: SubmittedText) -> ExerciseResult:
        seed = self._request.data_seed(exercise, submitted)
        job = Job(exercise, submitted, self._launcher, seed, self._request.patience)
        run, outcomes = self._outcomes(replace(job, schedule=self._request.seed))
        self._measured[exercise.slug] = used_by(run.ending)
        of_stub = self._stub_outcomes(exercise)
        tried = 0
        if all(outcome.passed for outcome in outcomes):
            run, outcomes, tried = self._under_schedules(job, run, outcomes)
        outcomes = self._blamed(job, outcomes, of_stub)
        worth = max_points(of_stub)
        result = result_of(job, run, outcomes, worth, load_ideal(exercise.paths.ideal))
        return msgspec.structs.replace(result, schedules=tried)

    def _stub_outcomes(self, exercise: Exercise) -> list[CheckOutcome]:
        """How the stub fares under the same checks, on everybody's data: a check is worth the same to each student."""
        if exercise.slug not in self._of_stubs:
            job = Job(exercise, _stub_of(exercise), self._launcher, patience=self._request.patience)
            self._of_stubs[exercise.slug] = self._outcomes(job)[1]
        return self._of_stubs[exercise.slug]

    def _blamed(self, job: Job, outcomes: list[CheckOutcome], of_stub: list[CheckOutcome]) -> list[CheckOutcome]:
        """With errors of checks laid to whom they belong; whether a check breaks on the data, the stub shows."""
        if job.data_seed and any(outcome.verdict is Verdict.JUDGE_ERROR for outcome in outcomes):
            of_stub = self._outcomes(replace(job, submission=_stub_of(job.exercise)))[1]
        return [outcome.blamed_by(stub) for outcome, stub in zip(outcomes, of_stub, strict=True)]

    def _outcomes(self, job: Job) -> tuple[PlainRun, list[CheckOutcome]]:
        run = run_entry(job)
        job = replace(job, plain=run)
        return run, [*check_unwritten(job, run), *self._swept(job, run), *self._written(job, run)]

    def _swept(self, job: Job, run: PlainRun) -> Iterator[CheckOutcome]:
        """The cancel sweep, where the exercise or a check asks for it and the plain run came to its end."""
        if job.exercise.manifest.rules.cancel_sweep or any(spec.cancel_sweep for spec in self._specs(job)):
            ended = run.failure is None and run.error is None
            yield sweep(job, run.seen.waits_of_runner) if ended else CheckOutcome(SWEEP).as_skipped()

    def _under_schedules(
        self, job: Job, run: PlainRun, passed: list[CheckOutcome]
    ) -> tuple[PlainRun, list[CheckOutcome], int]:
        """The same under other schedules: the run that shows what goes wrong there, and how many were tried."""
        most = max(self._schedules_of(job.exercise, spec) for spec in (None, *self._specs(job)))
        seeds = () if self._request.seed else range(1, most + 1)
        race = find_race(job, run, passed, seeds, self._check_again)
        return (run, passed, len(seeds)) if race is None else (race.run, list(race.outcomes), race.seed)

    def _schedules_of(self, exercise: Exercise, spec: CheckSpec | None) -> int:
        """In how many schedules a check is tried, or what no check says anything of."""
        if self._request.schedules is not None:
            return self._request.schedules
        own = spec.schedules if spec else None
        return exercise.manifest.rules.schedules if own is None else own

    def _check_again(self, job: Job, run: PlainRun, differs: bool) -> list[CheckOutcome]:
        written = self._written(
            job,
            run,
            only_own_runs=not differs,
            wanted=lambda spec: job.schedule <= self._schedules_of(job.exercise, spec),
        )
        return [*check_unwritten(job, run), *written]

    def _written(
        self,
        job: Job,
        run: PlainRun,
        *,
        only_own_runs: bool = False,
        wanted: Callable[[CheckSpec], bool] = lambda _: True,
    ) -> Iterator[CheckOutcome]:
        """The checks that the authors wrote; after a run that could not go on, none of them could pass."""
        for path, hidden in self._check_files(job.exercise):
            if run.failure:
                yield from (CheckOutcome(spec).as_skipped() for spec in self._harness.specs(path, hidden=hidden))
            else:
                yield from self._harness.run(job, path, hidden=hidden, only_own_runs=only_own_runs, wanted=wanted)

    def _check_files(self, exercise: Exercise) -> Iterator[tuple[Path, bool]]:
        """Each file of checks, and whether it is hidden."""
        yield exercise.paths.checks, False
        for path in self._request.hidden_checks(exercise):
            yield path, True

    def _specs(self, job: Job) -> list[CheckSpec]:
        files = self._check_files(job.exercise)
        return [spec for path, hidden in files for spec in self._harness.specs(path, hidden=hidden)]


def _stub_of(exercise: Exercise) -> SubmittedText:
    return SubmittedText(exercise.stub_text(), exercise.paths.stub, exercise.file_name)


def used_by(ending: Ending | None) -> dict[str, Any]:
    """What a run used, as far as the system says."""
    if ending is None or ending.cpu_seconds is None:
        return {}
    return {"cpu_seconds": round(ending.cpu_seconds, 4), "peak_memory_kb": ending.peak_memory_kb}


def doctor_facts() -> dict[str, str]:
    """How submissions are kept in on this machine, for people."""
    start = launcher()
    try:
        standing = start.standing()
    finally:
        start.close()
    return {
        "isolation": f"{standing.level} ({', '.join(standing.layers) or 'a process of its own'})",
        "got through": ", ".join(standing.canaries_passed) or "none of the attempts to get out",
        **({"remarks": "; ".join(standing.remarks)} if standing.remarks else {}),
    }


def _hashes(request: GradingRequest) -> Hashes:
    texts = "".join(f.text for _, f in request.submissions if isinstance(f, SubmittedText))
    hidden = hashlib.sha256()
    for exercise in request.exercises:
        for path in request.hidden_checks(exercise):
            hidden.update(path.read_bytes())
    return Hashes(of_text(texts), of_definitions(request.exercises), hidden.hexdigest())
