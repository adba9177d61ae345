"""Grading: from a request to a report.

The runners' process is started before anything else, and gets ready while this one loads pytest and what tells of
results: on two processors that takes no longer than the slower of the two.
"""

import contextlib
import hashlib
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

import grader
from grader.catalog.errors import DefinitionError
from grader.catalog.fingerprint import of_definitions, of_text
from grader.catalog.handed_in import Submission
from grader.catalog.modified import modified_definitions
from grader.catalog.submission import SubmittedText
from grader.grading.request import GradingRequest
from grader.judge.launch import launcher
from grader.judge.runners import Launcher
from grader.model.report import LEVELS, ExerciseResult, Hashes, Isolation, Report


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
OnBroken = Callable[[DefinitionError], None]
T = TypeVar("T")


def grade(request: GradingRequest, on_result: OnResult | None = None, on_broken: OnBroken | None = None) -> Report:
    """Grade, telling each result as it comes, and each exercise whose world raises, which is then left out.

    Raises:
        DefinitionError: checks cannot be collected; or a world raises, and nobody is to be told.
        GraderFailure: no session with checks came about, or no runner could be started.
        NotIsolated: submissions cannot be kept in as well as the request demands.

    """
    started = time.perf_counter()
    grading = _Grading(request, _aloud(on_result) if on_result else lambda _: None, on_broken)
    results = [*grading.results(), *_still_to_do(request)]
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


def _refuse(wrong: DefinitionError) -> None:
    raise wrong


def _still_to_do(request: GradingRequest) -> Iterator[ExerciseResult]:
    for exercise in request.to_do:
        from grader.grading.result import to_do_result

        yield to_do_result(exercise)


def grade_each(
    request: GradingRequest,
    submissions: Iterable[Submission],
    on_ready: Callable[[Isolation], None],
    on_result: OnResult,
    on_broken: OnBroken,
) -> None:
    """Grade what comes, one after the other, by the checks of `request.to_do`, collected once; raises as `grade`."""
    _Grading(request, _aloud(on_result), on_broken).each(submissions, _aloud(on_ready))


def _aloud(on_result: Callable[[T], None]) -> Callable[[T], None]:
    """Let who hears of results print, though what checks and worlds print goes nowhere."""
    out, err = sys.stdout, sys.stderr

    def tell(result: T) -> None:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            on_result(result)

    return tell


class _Grading:
    """One request, from the first runner to the last."""

    def __init__(self, request: GradingRequest, on_result: OnResult, on_broken: OnBroken | None = None) -> None:
        self._request = request
        self._on_result = on_result
        self._on_broken = on_broken or _refuse
        self.isolation = Isolation("P")
        self.measured: dict[str, Any] = {}

    def results(self) -> Iterable[ExerciseResult]:
        """A result for each submission, in order."""
        if not self._request.submissions:
            return ()
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
        from grader.grading.in_session import InSession
        from grader.testing.harness import Harness, HarnessError, run_session

        def drive(harness: Harness) -> None:
            self._find_isolation(start)
            on_ready(self.isolation)
            engine = InSession(self._request, harness, start, self.measured, self._on_broken)
            for result in _told(engine.results(submissions), self._on_result):
                keep(result)

        try:
            run_session(_check_files(self._request), drive)
        except HarnessError as error:
            raise GraderFailure(str(error)) from error

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
