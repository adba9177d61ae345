"""The submission as a check sees it: its functions, classes and constants, read as if the module were imported."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator
from typing import Any, Protocol

from grader.judge.calls import Invocation, WorldCall
from grader.judge.decided import Decided
from grader.judge.ledger import CallRecord, Ledger
from grader.judge.observations import Name, Observations, PrintedLine, RunFailure, SubmissionFailedError, seconds_of
from grader.judge.reasons import missing_name
from grader.judge.runners import Ending
from grader.model.trace import Trace
from grader.protocol.values import Reference


class SubmissionRun(Protocol):
    """A run of a submission as checks use it: a `Session`, or something that tells a recorded one again."""

    failure: RunFailure | None
    needs_trace: bool
    names: dict[str, Name]
    proxy: Callable[[Reference], Any]

    @property
    def ledger(self) -> Ledger:
        """The calls that the world got."""

    @property
    def seen(self) -> Observations:
        """What was seen of the run."""

    @property
    def ending(self) -> Ending | None:
        """How the runner ended, once it has, and what it used."""

    @property
    def loaded(self) -> bool:
        """Whether the submission was imported."""

    def load(self) -> None:
        """Import the submission, at first use."""

    def touch_world(self) -> None:
        """A check is about to act on the world itself: give it another data set, or call it past the ledger."""

    def data_of_world(self, name: str) -> Any:
        """A value that the world holds."""

    def start(self, target: str, args: tuple[Any, ...] | None, kwargs: dict[str, Any]) -> "asyncio.Future[Any]":
        """Begin a call of the submission."""

    def cancel_start(self, call: int) -> None:
        """Cancel a call that is under way."""

    def printed_lines(self) -> list[PrintedLine]:
        """What was printed so far."""

    def trace(self) -> Trace:
        """What tasks spent their time on so far; a run without a trace notes that one is needed, and ends the check."""

    def left_open(self) -> list[tuple[str, CallRecord | None]]:
        """What the submission opened in the world and did not close."""

    def decided(self) -> Decided | None:
        """What a schedule decided in this run, once it is over; `None` where that is not known."""

    def fail(self, failure: RunFailure) -> None:
        """End the run as a whole."""

    def close(self) -> None:
        """End the run; what was seen stays."""


class Submission:
    """One runner with the submission in it; the module is loaded at first use."""

    def __init__(self, session: SubmissionRun) -> None:
        """Take the session; its references become remote objects."""
        self._session = session
        session.proxy = lambda reference: _proxy(session, reference)

    def __getattr__(self, name: str) -> Any:
        """A function, class or constant of the learner's module.

        Raises:
            SubmissionFailedError: the module could not be loaded, or has no such name.

        """
        if name.startswith("_"):
            raise AttributeError(name)
        session = self._session
        session.load()
        if session.failure:
            raise SubmissionFailedError(session.failure)
        found = session.names.get(name)
        if found is None:
            session.fail(missing_name(name, session.names))
            raise SubmissionFailedError(session.failure)  # type: ignore[arg-type]
        return found.value if found.kind in ("value", "opaque") else RemoteFunction(session, name)

    @property
    def printed(self) -> list[tuple[float, str]]:
        """The lines on standard output, each with the instant at which the judge received it."""
        lines = self._session.printed_lines()
        return [(seconds_of(line.at), line.text) for line in lines if line.stream == "out"]

    @property
    def threads(self) -> int:
        """How many threads the run used, or tried to."""
        return 1 + sum(beyond.what == "thread" for beyond in self._session.seen.beyond)

    @property
    def tasks_left(self) -> list[str]:
        """The tasks that were alive when the last call ended, by the name of their function."""
        return [task.coroutine for task in self._session.seen.unfinished]

    @property
    def trace(self) -> Trace:
        """The run so far: each task that took time, with the line that made it and what it waited for.

        Which tasks there are and how they slept is told by the runner, where the submission lives; calls of the world
        come from the judge's own ledger. So it is for asking after tidiness: a result has to be seen elsewhere.
        """
        return self._session.trace()


class RemoteFunction:
    """Something of the submission that can be called."""

    def __init__(self, session: SubmissionRun, target: str) -> None:
        self._session = session
        self._target = target

    def __call__(self, *args: Any, **kwargs: Any) -> "RemoteCall":
        """Call it, as soon as the result is awaited."""
        return RemoteCall(self._session, self._target, args, kwargs)

    def __await__(self) -> Generator[Any, None, Any]:
        """Read it as an attribute."""
        return RemoteCall(self._session, self._target, None, {}).__await__()


class RemoteCall:
    """A call of the submission: await it, iterate over it, or enter it."""

    def __init__(
        self, session: SubmissionRun, target: str, args: tuple[Any, ...] | None, kwargs: dict[str, Any]
    ) -> None:
        self._session = session
        self._target = target
        self._args = args
        self._kwargs = kwargs

    def __await__(self) -> Generator[Any, None, Any]:
        """The value that the call returns."""
        if isinstance(asyncio.current_task(), WorldCall):
            # The learner's task called the world, and is the one to run what the world calls back.
            return (yield from Invocation(self._target, self._args, self._kwargs).__await__())
        return (yield from self._outcome().__await__())

    async def _outcome(self) -> Any:
        future = self._session.start(self._target, self._args, self._kwargs)
        while True:
            try:
                await asyncio.wait([future])
            except asyncio.CancelledError:
                # The submission may take its time to clean up, as it could in the check's own task.
                self._session.cancel_start(future.call)  # type: ignore[attr-defined]
            else:
                return future.result()

    async def __aiter__(self) -> AsyncIterator[Any]:
        """Iterate over the async generator that the call returns."""
        generator = await self
        try:
            async for value in generator:
                yield value
        finally:
            await generator.aclose()

    async def __aenter__(self) -> Any:
        """Enter the async context manager that the call returns."""
        self._manager = await self
        return await self._manager.__aenter__()

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> Any:
        """Leave it."""
        return await self._manager.__aexit__(kind, error, trace)


class RemoteObject:
    """An object of the submission's own; its methods are called and its attributes awaited."""

    def __init__(self, session: SubmissionRun, reference: Reference) -> None:
        self._session = session
        self._reference = reference

    def __getattr__(self, name: str) -> RemoteFunction:
        """A method, or an attribute to be awaited."""
        if name.startswith("_"):
            raise AttributeError(name)
        return RemoteFunction(self._session, f"{self._reference.key}.{name}")

    def __call__(self, *args: Any, **kwargs: Any) -> RemoteCall:
        """Call it: functions of the learner's are objects too."""
        return RemoteCall(self._session, self._reference.key, args, kwargs)

    async def __aenter__(self) -> Any:
        """Enter it as an async context manager."""
        return await RemoteCall(self._session, f"{self._reference.key}.__aenter__", (), {})

    async def __aexit__(self, _kind: object, error: BaseException | None, _trace: object) -> Any:
        """Leave it; neither the class nor the traceback can cross."""
        return await RemoteCall(self._session, f"{self._reference.key}.__aexit__", (None, error, None), {})

    def __repr__(self) -> str:
        """What it is, as a message shows it."""
        return f"a {self._reference.type} object"


class RemoteGenerator(AsyncGenerator[Any, Any]):
    """An async generator of the submission's."""

    def __init__(self, session: SubmissionRun, reference: Reference) -> None:
        self._session = session
        self._reference = reference

    def _call(self, method: str, *args: Any) -> RemoteCall:
        return RemoteCall(self._session, f"{self._reference.key}.{method}", args, {})

    async def asend(self, value: Any) -> Any:
        """Send a value in."""
        return await self._call("asend", value)

    async def athrow(self, error: Any, *_rest: Any) -> Any:
        """Throw an exception in."""
        return await self._call("athrow", error)

    async def aclose(self) -> None:
        """Close it."""
        await self._call("aclose")


def _proxy(session: SubmissionRun, reference: Reference) -> Any:
    if reference.type == "async-generator":
        return RemoteGenerator(session, reference)
    return RemoteObject(session, reference)
