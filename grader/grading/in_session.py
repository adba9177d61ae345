"""A grading in a running pytest session: for each submission its plain run, its checks, and the other schedules."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from grader.catalog.errors import DefinitionError
from grader.catalog.exercise import Exercise
from grader.catalog.handed_in import Submission
from grader.catalog.submission import SubmittedText, Unreadable
from grader.grading.ideal import load_ideal
from grader.grading.points import max_points
from grader.grading.request import GradingRequest
from grader.grading.result import result_of, unreadable_result
from grader.judge.runners import Ending, Launcher
from grader.model.report import ExerciseResult
from grader.model.verdict import Verdict
from grader.testing.check import CheckOutcome, CheckSpec
from grader.testing.harness import Harness
from grader.testing.job import Job
from grader.testing.plain_run import PlainRun, run_entry
from grader.testing.schedules import Asks, find_race
from grader.testing.sweep import SWEEP, sweep
from grader.testing.unwritten import check_unwritten


class InSession:
    """One request in a running session."""

    def __init__(
        self,
        request: GradingRequest,
        harness: Harness,
        start: Launcher,
        measured: dict[str, Any],
        on_broken: Callable[[DefinitionError], None],
    ) -> None:
        self._measured = measured
        self._on_broken = on_broken
        self._request = request
        # A seed to be replayed is run, whatever it decides.
        self._tries_schedules = request.seed == 0 and request.schedules != 0
        self._harness = harness
        self._launcher = start
        self._of_stubs: dict[str, list[CheckOutcome]] = {}

    def results(self, submissions: Iterable[Submission]) -> Iterator[ExerciseResult]:
        """A result for each submission, in order; an exercise that cannot be graded is told and left out."""
        for exercise, found in submissions:
            try:
                result = self._result(exercise, found)
            except DefinitionError as wrong:
                self._on_broken(wrong.stopping(exercise.slug))
            else:
                yield result

    def _result(self, exercise: Exercise, found: SubmittedText | Unreadable) -> ExerciseResult:
        return self._unread(exercise, found) if isinstance(found, Unreadable) else self._grade(exercise, found)

    def _unread(self, exercise: Exercise, found: Unreadable) -> ExerciseResult:
        """It has got nothing of what the exercise is worth; worth nothing, it would drop out of the whole."""
        return unreadable_result(exercise, found, sum(max_points(self._stub_outcomes(exercise))))

    def _grade(self, exercise: Exercise, submitted: SubmittedText) -> ExerciseResult:
        seed = self._request.data_seed(exercise, submitted)
        job = Job(exercise, submitted, self._launcher, seed, self._request.patience)
        run, outcomes = self._outcomes(replace(job, schedule=self._request.seed, knows_ties=self._tries_schedules))
        self._measured[exercise.slug] = used_by(run.ending)
        of_stub = self._stub_outcomes(exercise)
        tried = 0
        if all(outcome.passed for outcome in outcomes):
            run, outcomes, tried = self._under_schedules(job, run, outcomes)
        outcomes = self._blamed(job, outcomes, of_stub)
        worth = max_points(of_stub)
        result = result_of(job, run, outcomes, worth, load_ideal(exercise.paths.ideal))
        return replace(result, schedules=tried)

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

    def _check_again(self, job: Job, run: PlainRun, asks: Asks) -> list[CheckOutcome]:
        def wanted(spec: CheckSpec, has_own_run: bool) -> bool:
            return job.schedule <= self._schedules_of(job.exercise, spec) and asks(spec, has_own_run)

        return [*check_unwritten(job, run), *self._written(job, run, wanted)]

    def _written(
        self,
        job: Job,
        run: PlainRun,
        wanted: Asks = lambda _spec, _has_own_run: True,
    ) -> Iterator[CheckOutcome]:
        """The checks that the authors wrote; after a run that could not go on, none of them could pass."""
        for path, hidden in self._check_files(job.exercise):
            if run.failure:
                yield from (CheckOutcome(spec).as_skipped() for spec in self._harness.specs(path, hidden=hidden))
            else:
                yield from self._harness.run(job, path, hidden=hidden, wanted=wanted)

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
