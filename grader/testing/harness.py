"""A pytest session that stays: checks are collected once and run for one submission after the other.

pytest owns the process from `pytest.main` on, so the control is turned around: the session calls `drive`, which
asks it for the outcomes of a job as often as it likes.
"""

import asyncio
import contextlib
import gc
import io
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, NoReturn

import pytest
import pytest_asyncio.plugin
import pytest_timeout  # type: ignore[import-untyped]
from _pytest._io import TerminalWriter
from _pytest.runner import runtestprotocol
from msgspec.structs import replace

import grader.testing.plugin
from grader.catalog.errors import DefinitionError
from grader.judge.observations import RunFailure
from grader.model.verdict import Verdict
from grader.testing.check import CheckOutcome, CheckSpec, spec_of
from grader.testing.direct import DirectCall, direct_call
from grader.testing.findings import Finding, findings_of
from grader.testing.job import ERROR, HARNESS, JOB, OWN_RUN, ROOM, TRACED, Job
from grader.testing.replay import Replay

# Not the caller's configuration, plugins or caches: a check has to mean the same everywhere.
_ARGUMENTS = (
    "--disable-plugin-autoload",
    "--import-mode=importlib",
    "--noconftest",
    "--capture=no",
    "--strict-markers",
    "-o",
    "asyncio_mode=auto",
    "-o",
    "asyncio_default_fixture_loop_scope=function",
    "-o",
    "timeout=120",
    # Armed around the check itself: the session's own loop over items, which the other timer wraps, is replaced here.
    "-o",
    "timeout_func_only=true",
)
# As modules and not by `-p`: pytest looks for a name among the entry points of all that is installed, for each anew.
_PLUGINS = (pytest_asyncio.plugin, pytest_timeout, grader.testing.plugin)
# How pytest-timeout signs what it raises in a check: that is no failed assert.
_OUT_OF_TIME = "from pytest-timeout"
_NOT_NEEDED = (
    "cacheprovider",
    "debugging",
    "doctest",
    "faulthandler",
    "junitxml",
    "logging",
    "pastebin",
    "setuponly",
    "setupplan",
    "stepwise",
    "terminal",
    "threadexception",
    "unittest",
    "unraisableexception",
    "warnings",
)

_INTERNAL = "INTERNALERROR> "
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_SPEC: pytest.StashKey[CheckSpec] = pytest.StashKey()
_DIRECT: pytest.StashKey[DirectCall | None] = pytest.StashKey()
_RAISED = frozenset({Verdict.RAISED, Verdict.EXITED, Verdict.MEMORY_LIMIT})


class HarnessError(Exception):
    """No session with the checks came about, and not for what they say."""


class Harness:
    """The running session."""

    def __init__(self, session: pytest.Session) -> None:
        """Take the session, with all checks collected; raises `DefinitionError` for what is marked wrongly."""
        self._config = session.config
        self._items: dict[Path, list[pytest.Item]] = {}
        for item in session.items:
            # Once, not for each submission: what a check is marked with does not change, and pytest looks long for it.
            item.stash[_SPEC] = spec_of(item)
            item.stash[_DIRECT] = direct_call(item)
            self._items.setdefault(_plain(item.path), []).append(item)

    def specs(self, checks: Path, *, hidden: bool = False) -> list[CheckSpec]:
        """What the checks of a file ask for."""
        return [_spec(item, hidden=hidden) for item in self._items.get(_plain(checks), ())]

    def run(
        self,
        job: Job,
        checks: Path,
        *,
        hidden: bool = False,
        wanted: Callable[[CheckSpec, bool], bool] = lambda _spec, _has_own_run: True,
    ) -> Iterator[CheckOutcome]:
        """The outcomes of those checks of a file that are wanted, by what they are and whether they have own runs."""
        self._config.stash[JOB] = job
        for item in self._items.get(_plain(checks), ()):
            if wanted(_spec(item, hidden=hidden), item.stash.get(OWN_RUN, False)):
                yield _run(item, job, hidden=hidden)


def _spec(item: pytest.Item, *, hidden: bool = False) -> CheckSpec:
    spec = item.stash[_SPEC]
    return replace(spec, hidden=True) if hidden else spec


def _plain(path: Path) -> Path:
    """The path as pytest spells it: absolute, its links not followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow links


def run_session(check_files: Sequence[Path], drive: Callable[[Harness], None]) -> None:
    """Start a session with these checks and let `drive` have it; what is printed meanwhile goes nowhere.

    Raises:
        DefinitionError: a file of checks cannot be collected, or a check is marked wrongly.
        HarnessError: pytest never got as far as that.

    """
    files = list(map(_plain, check_files))
    plugin = _Driver(drive)
    output = io.StringIO()
    with (
        _undisturbed(files),
        _one_interrupt_handler(),
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(output),
    ):
        pytest.main([*_arguments(files)], plugins=[*_PLUGINS, plugin])
    if plugin.error is not None:
        raise plugin.error
    if not plugin.drove:
        raise HarnessError(f"pytest ended before any check ran: {_last_words(output.getvalue())}")


def _last_words(output: str) -> str:
    """The exception that ended pytest, without the way that led there."""
    lines = output.strip().splitlines() or ["it says nothing"]
    errors = [line.removeprefix(_INTERNAL) for line in lines if line.startswith(_INTERNAL)]
    return (errors or lines)[-1]


def _arguments(check_files: Sequence[Path]) -> Iterator[str]:
    yield from _ARGUMENTS
    for name in _NOT_NEEDED:
        yield from ("-p", f"no:{name}")
    root = os.path.commonpath([path.parent for path in check_files]) if check_files else Path.cwd()
    yield from ("-c", os.devnull, "--rootdir", str(root))
    yield from map(str, check_files)


@contextlib.contextmanager
def _undisturbed(check_files: Sequence[Path]) -> Iterator[None]:
    """Keep the caller's settings out of the session, and what the session leaves behind away from the caller."""
    environment, modules, bytecode = dict(os.environ), dict(sys.modules), sys.dont_write_bytecode
    for name in [name for name in environment if name.startswith("PYTEST_")]:
        del os.environ[name]
    # No compiled checks in folders that belong to learners.
    sys.dont_write_bytecode = True
    # Asked for a loop where none was set, asyncio makes one that nobody closes; and pytest-asyncio asks.
    current = getattr(asyncio.get_event_loop_policy(), "_local", None)
    before = dict(vars(current)) if current is not None else {}
    asyncio.set_event_loop(None)
    try:
        yield
    finally:
        if current is not None:
            vars(current).update(before)
        sys.dont_write_bytecode = bytecode
        os.environ.update({name: value for name, value in environment.items() if name.startswith("PYTEST_")})
        _forget_modules(modules, check_files)


@contextlib.contextmanager
def _one_interrupt_handler() -> Iterator[None]:
    """An interrupt is one, whatever pytest and the loop that it fell into have made of it on its way out.

    Runners of asyncio set a handler of their own for every step of every check, unless they find another.
    """
    on_main_thread = threading.current_thread() is threading.main_thread()
    if not on_main_thread or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    came = False

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        nonlocal came
        came = True
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if came:
            raise KeyboardInterrupt


def _forget_modules(before: Mapping[str, ModuleType], check_files: Sequence[Path]) -> None:
    """Checks are imported anew by the next session: they may have changed, or lie elsewhere under the same name."""
    files = set(map(str, check_files))
    names = [n for n, module in sys.modules.items() if n not in before and getattr(module, "__file__", None) in files]
    parents = {name.rpartition(".")[0] for name in names}
    for name in (*names, *(n for parent in parents for n in _with_parents(parent))):
        if name not in before:
            sys.modules.pop(name, None)


def _with_parents(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]


class _Driver:
    """The plugin that replaces pytest's own loop over items."""

    def __init__(self, drive: Callable[[Harness], None]) -> None:
        self._drive = drive
        self.drove = False
        self.error: BaseException | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[HARNESS] = True
        # An outcome needs no picture of the check's source around the failure.
        config.option.tbstyle = "value"
        config.pluginmanager.register(_NoTerminal(), "terminalreporter")

    def pytest_exception_interact(
        self, node: pytest.Item | pytest.Collector, call: pytest.CallInfo[Any], report: pytest.CollectReport | Any
    ) -> None:
        if isinstance(report, pytest.CollectReport) and self.error is None:
            self.error = _not_collected(node.path, call, report.longreprtext.strip())

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if self.error is not None:
            return True
        try:
            harness = Harness(session)
            self.drove = True
            with _out_of_sight_of_collections():
                self._drive(harness)
        except BaseException as error:  # noqa: BLE001 - pytest would print it; the caller of the harness must have it
            self.error = error
        return True


def _not_collected(path: Path, call: pytest.CallInfo[Any], text: str) -> DefinitionError:
    """What pytest says last, and where in the file; of what cannot be imported it hands on the text alone."""
    frames = [frame for frame in (call.excinfo.traceback if call.excinfo else ()) if frame.path == path]
    named = re.findall(rf'{re.escape(path.name)}(?:", line |:)(\d+)', text)
    line = frames[-1].lineno + 1 if frames else int(named[-1]) if named else None
    said = text.splitlines()[-1].removeprefix("E ").strip()
    return DefinitionError(f"the checks cannot be collected: {said}", "Correct it there.", where=path, line=line)


@contextlib.contextmanager
def _out_of_sight_of_collections() -> Iterator[None]:
    """Leave what exists now to the end: collections of garbage look only for what runs and checks leave behind."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _NoTerminal:
    """In the place of pytest's terminal, which pytest-timeout writes to when a check is out of time."""

    def __init__(self) -> None:
        self._tw = TerminalWriter(io.StringIO())


def _run(item: pytest.Item, job: Job, *, hidden: bool) -> CheckOutcome:
    _run_item(item, job)
    while _needs_another_run(item):
        _run_item(item, job)
    room = item.stash.get(ROOM, None)
    spec = _spec(item, hidden=hidden)
    error = item.stash.get(ERROR, None)
    if error is None:
        return CheckOutcome(spec, decided=room.session.decided() if room else None)
    return _failed(item, spec, error, job)


def _needs_another_run(item: pytest.Item) -> bool:
    """Whether the check asked for more than its run could tell; from now on it gets runs that can."""
    room = item.stash.get(ROOM, None)
    if room is None:
        return False
    needs_own_run = isinstance(room.session, Replay) and room.session.needs_own_run
    needs_trace = room.session.needs_trace
    item.stash[OWN_RUN] |= needs_own_run
    item.stash[TRACED] |= needs_trace
    return needs_own_run or needs_trace


def _run_item(item: pytest.Item, job: Job) -> None:
    for asked in (OWN_RUN, TRACED):
        item.stash.setdefault(asked, False)
    for key in (ERROR, ROOM):
        _forget(item.stash, key)
    direct = item.stash[_DIRECT]
    if direct is None:
        runtestprotocol(item, log=False, nextitem=None)
    else:
        direct.run(job)


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
    # What was seen of the run says more than what a check concludes from it.
    ordered = sorted((*found, *own), key=lambda finding: finding.verdict.rank)
    return CheckOutcome(spec, tuple(ordered), message, own_data=room is not None and bool(room.world.choices))


def _own_finding(spec: CheckSpec, error: BaseException, found: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], str]:
    """What the check itself says: a failed assert is its verdict; any other error of its own is no learner's."""
    if any(f.verdict in _RAISED for f in found) or _is_run_failure(error, found):
        return (), found[0].fact
    if isinstance(error, AssertionError | pytest.fail.Exception) and _OUT_OF_TIME not in str(error):
        message = _said(error)
        return (Finding(spec.verdict, message),), message
    message = f"{type(error).__name__}: {error}"
    return (Finding(Verdict.JUDGE_ERROR, message, is_breakage=_is_about_values(error)),), message


def _is_about_values(error: BaseException) -> bool:
    """Whether an error of a check can come from the kind of value that it was handed."""
    return isinstance(error, TypeError | ValueError | LookupError | ArithmeticError | AttributeError)


def _said(error: BaseException) -> str:
    """The author's sentence, without the expression that pytest shows after it; addresses differ from run to run."""
    sentence = str(error).partition("\nassert ")[0]
    return _ADDRESS.sub("", sentence)


def _is_run_failure(error: BaseException, found: tuple[Finding, ...]) -> bool:
    failure: Any = getattr(error, "failure", None)
    return isinstance(failure, RunFailure) and bool(found)
