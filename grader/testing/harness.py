"""A pytest session that stays: checks are collected once and run for one submission after the other.

pytest owns the process from `pytest.main` on, so the control is turned around: the session calls `drive`, which
asks it for the outcomes of a job as often as it likes.
"""

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from grader.judge.observations import RunFailure
from grader.model.verdict import Verdict
from grader.testing.check import CheckError, CheckOutcome, CheckSpec, spec_of
from grader.testing.findings import Finding, findings_of
from grader.testing.job import ERROR, JOB, OWN_RUN, ROOM, Job
from grader.testing.replay import Replay

# Not the caller's configuration, plugins or caches: a check has to mean the same everywhere.
_ARGUMENTS = (
    "--disable-plugin-autoload",
    "--import-mode=importlib",
    "--noconftest",
    "--capture=no",
    "--strict-markers",
    "-p",
    "pytest_asyncio.plugin",
    "-p",
    "pytest_timeout",
    "-p",
    "grader.testing.plugin",
    "-o",
    "asyncio_mode=auto",
    "-o",
    "asyncio_default_fixture_loop_scope=function",
    "-o",
    "timeout=120",
    "-W",
    "ignore",
)
_NOT_NEEDED = ("cacheprovider", "terminal", "doctest", "unittest", "junitxml", "pastebin", "faulthandler", "stepwise")


class HarnessError(Exception):
    """Checks could not be collected: a fault of theirs, not of any submission."""


class Harness:
    """The running session."""

    def __init__(self, session: pytest.Session) -> None:
        """Take the session, with all checks collected; raises `CheckError` for what is marked wrongly."""
        self._config = session.config
        self._items: dict[Path, list[pytest.Item]] = {}
        for item in session.items:
            spec_of(item)
            self._items.setdefault(item.path, []).append(item)

    def specs(self, checks: Path, *, hidden: bool = False) -> list[CheckSpec]:
        """What the checks of a file ask for."""
        return [spec_of(item, hidden=hidden) for item in self._items.get(checks, ())]

    def run(self, job: Job, checks: Path, *, hidden: bool = False) -> Iterator[CheckOutcome]:
        """The outcomes of the checks of a file for one job."""
        self._config.stash[JOB] = job
        for item in self._items.get(checks, ()):
            yield _run(item, job, hidden=hidden)


def run_session(check_files: Sequence[Path], drive: Callable[[Harness], None]) -> None:
    """Start a session with these checks and let `drive` have it.

    Raises:
        HarnessError: a file of checks could not be collected.

    """
    plugin = _Driver(drive)
    output = io.StringIO()
    with _unlittered(), contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        pytest.main([*_arguments(check_files)], plugins=[plugin])
    if plugin.error is not None:
        raise plugin.error
    if not plugin.drove:
        raise HarnessError("; ".join(plugin.trouble) or f"pytest ended before any check ran: {output.getvalue()}")


def _arguments(check_files: Sequence[Path]) -> Iterator[str]:
    yield from _ARGUMENTS
    for name in _NOT_NEEDED:
        yield from ("-p", f"no:{name}")
    root = os.path.commonpath([path.parent for path in check_files]) if check_files else Path.cwd()
    yield from ("-c", os.devnull, "--rootdir", str(root))
    yield from map(str, check_files)


@contextlib.contextmanager
def _unlittered() -> Iterator[None]:
    """Leave no compiled checks in folders that belong to learners."""
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


class _Driver:
    """The plugin that replaces pytest's own loop over items."""

    def __init__(self, drive: Callable[[Harness], None]) -> None:
        self._drive = drive
        self.drove = False
        self.error: BaseException | None = None
        self.trouble: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.trouble.append(f"{report.nodeid}: {report.longreprtext.strip().splitlines()[-1]}")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if self.trouble:
            return True
        try:
            harness = Harness(session)
        except CheckError as error:
            self.trouble.append(str(error))
            return True
        self.drove = True
        try:
            self._drive(harness)
        except BaseException as error:  # noqa: BLE001 - pytest would print it; the caller of the harness must have it
            self.error = error
        return True


def _run(item: pytest.Item, job: Job, *, hidden: bool) -> CheckOutcome:
    _run_item(item)
    room = item.stash.get(ROOM, None)
    if room is not None and isinstance(room.session, Replay) and room.session.needs_own_run:
        item.stash[OWN_RUN] = True
        _run_item(item)
    spec = spec_of(item, hidden=hidden)
    error = item.stash.get(ERROR, None)
    return CheckOutcome(spec) if error is None else _failed(item, spec, error, job)


def _run_item(item: pytest.Item) -> None:
    item.stash.setdefault(OWN_RUN, False)
    for key in (ERROR, ROOM):
        _forget(item.stash, key)
    runtestprotocol(item, log=False, nextitem=None)


def _forget(stash: pytest.Stash, key: "pytest.StashKey[Any]") -> None:
    if key in stash:
        del stash[key]


def _failed(item: pytest.Item, spec: CheckSpec, error: BaseException, job: Job) -> CheckOutcome:
    room = item.stash.get(ROOM, None)
    found: tuple[Finding, ...] = ()
    if room is not None:
        rules = job.exercise.manifest.rules
        found = findings_of(room.session.seen, room.session.failure, error, rules)
    own, message = _own_finding(spec, error, found)
    ordered = sorted((*own, *found), key=lambda finding: finding.verdict.rank)
    return CheckOutcome(spec, tuple(ordered), message)


def _own_finding(spec: CheckSpec, error: BaseException, found: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], str]:
    """What the check itself says: a failed assert is its verdict; any other error of its own is no learner's."""
    if any(f.verdict in (Verdict.RAISED, Verdict.EXITED) for f in found) or _is_run_failure(error, found):
        return (), found[0].fact
    if isinstance(error, AssertionError | pytest.fail.Exception):
        message = str(error)
        return (Finding(spec.verdict, message),), message
    return (Finding(Verdict.JUDGE_ERROR, f"{type(error).__name__}: {error}"),), f"{type(error).__name__}: {error}"


def _is_run_failure(error: BaseException, found: tuple[Finding, ...]) -> bool:
    failure: Any = getattr(error, "failure", None)
    return isinstance(failure, RunFailure) and bool(found)
