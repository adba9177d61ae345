"""Checks called without pytest's protocol around them.

To pytest a check is set up, called and torn down, each with hooks, fixtures and a report. For a check that takes no
more than the grader's own fixtures that costs several times what the check itself does. Such a check is called here:
with the same arguments, on the same loop, under the same guard against one that never ends; and what it opened is
closed in the same order. Whatever asks for more (a fixture of the author's own, a mark that acts, a class around it)
goes through pytest. How a check ends is the same either way; the tests run all exercises both ways.
"""

import contextlib
import contextvars
import inspect
from collections.abc import Callable, Coroutine, Iterator, Mapping
from typing import Any

import msgspec
import pytest
import pytest_asyncio.plugin
import pytest_timeout  # type: ignore[import-untyped]
from _pytest.python import get_direct_param_fixture_func

import grader.testing.plugin
from grader.judge.loop import JudgeLoop
from grader.judge.remote import Submission
from grader.testing.job import ERROR, ROOM, Job, Room
from grader.testing.plugin import Clock, open_room
from grader.testing.world_view import WorldView

# These only say something, each to the grader or while pytest collects. pytest-asyncio marks all checks with its own.
_SAYING = frozenset({"asyncio", "cancel_sweep", "criterion", "hidden", "parametrize", "points", "schedules", "verdict"})
# Where the fixtures come from that are known here; a test file can have others under their names.
_KNOWN = frozenset({grader.testing.plugin.__name__, pytest_asyncio.plugin.__name__})
_OFFERED = frozenset({"submission", "world", "clock"})
# pytest itself gives it to those above, and a check that asks for it could do anything.
_REQUEST = "request"

_ENDS_ALL = (KeyboardInterrupt, pytest.exit.Exception)


class DirectCall(msgspec.Struct, frozen=True):
    """How a check is called: its function, the fixtures that it takes, and the values of its parameters."""

    item: pytest.Item
    function: Callable[..., Coroutine[Any, Any, Any]]
    fixtures: tuple[str, ...]
    parameters: Mapping[str, Any]

    def run(self, job: Job) -> None:
        """Call the check and close what it opened; what it ends with is kept where pytest's protocol keeps it."""
        loop = job.make_loop()
        try:
            self._keep_error(self._call, loop)
        finally:
            self._keep_error(self._close, loop)

    def _call(self, loop: JudgeLoop) -> None:
        arguments = {name: self._fixture(name, loop) for name in self.fixtures}
        with _guarded(self.item):
            _run(loop, self.function(**arguments, **self.parameters))

    def _fixture(self, name: str, loop: JudgeLoop) -> Any:
        if name == "clock":
            return Clock(loop)
        room = self._room(loop)
        return Submission(room.session) if name == "submission" else WorldView(room)

    def _room(self, loop: JudgeLoop) -> Room:
        """The one room of the check, whichever of its fixtures comes first."""
        return self.item.stash.get(ROOM, None) or open_room(self.item, loop)

    def _close(self, loop: JudgeLoop) -> None:
        room = self.item.stash.get(ROOM, None)
        try:
            if room is not None:
                room.session.close()
        finally:
            _clear_away(loop)

    def _keep_error(self, do: Callable[[JudgeLoop], None], loop: JudgeLoop) -> None:
        """Do it; an error in closing does not take the place of one in the check."""
        try:
            do(loop)
        except _ENDS_ALL:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever a check ends with is its outcome
            self.item.stash.setdefault(ERROR, error)


def direct_call(item: pytest.Item) -> DirectCall | None:
    """How to call a check directly; `None` for one that needs pytest's protocol."""
    if not isinstance(item, pytest.Function) or not _is_plain(item):
        return None
    arguments = item._fixtureinfo.argnames  # noqa: SLF001 - pytest has no other word for what a test itself takes
    parameters = {name: item.callspec.params[name] for name in arguments if _is_parameter(item, name)}
    fixtures = tuple(name for name in arguments if name not in parameters)
    set_up_around_it = set(item.fixturenames) - {*arguments, _REQUEST}
    if _OFFERED.issuperset(fixtures) and all(_is_known(item, name) for name in (*fixtures, *set_up_around_it)):
        return DirectCall(item, item.obj, fixtures, parameters)
    return None


def _is_plain(item: pytest.Function) -> bool:
    marks = list(item.iter_markers())
    only_says = all(mark.name in _SAYING and not (mark.name == "asyncio" and mark.kwargs) for mark in marks)
    return only_says and item.cls is None and inspect.iscoroutinefunction(item.obj)


def _is_parameter(item: pytest.Function, name: str) -> bool:
    return _function_of(item, name) is get_direct_param_fixture_func


def _is_known(item: pytest.Function, name: str) -> bool:
    return getattr(_function_of(item, name), "__module__", None) in _KNOWN


def _function_of(item: pytest.Function, fixture: str) -> Any:
    """The function behind a fixture: of several of one name, the one closest to the check."""
    definitions = item._fixtureinfo.name2fixturedefs.get(fixture)  # noqa: SLF001 - as pytest-asyncio reads it
    return definitions[-1].func if definitions else None


def _run(loop: JudgeLoop, check: Coroutine[Any, Any, Any]) -> None:
    task = loop.create_task(check, context=contextvars.copy_context())
    try:
        loop.run_until_complete(task)
    finally:
        # What stops the loop is raised past the task, which would complain later that nobody has asked it.
        if task.done() and not task.cancelled():
            task.exception()


@contextlib.contextmanager
def _guarded(item: pytest.Item) -> Iterator[None]:
    """End a check that never ends, as pytest-timeout does it around the call of a test."""
    guard = pytest_timeout.pytest_runtest_call(item)
    next(guard)
    try:
        yield
    finally:
        next(guard, None)


def _clear_away(loop: JudgeLoop) -> None:
    # A loop that the check itself has closed or stopped is worth no more than a warning to pytest-asyncio.
    with contextlib.suppress(RuntimeError):
        loop.clear_away()
