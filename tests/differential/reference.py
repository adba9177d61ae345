"""A program on one ordinary loop, with the world in the same process: what the two rooms must not be told from.

Nothing here is shared with the runner or the judge. The world's calls are recorded by wrappers around its functions
and classes; blocking calls charge the clock; tasks hash by number, without which no two runs are equal.
"""

import asyncio
import contextlib
import gc
import inspect
import io
import itertools
import sys
import types
from collections.abc import Callable, Generator, Iterator
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from unittest import mock

from grader.clock import BusyWaitError, DeadlockError, HorizonError, VirtualClockLoop
from tests.differential.outcome import CallOutcome, Outcome, describe_arguments, describe_error

HORIZON = 1000
MAX_TURNS = 2_000
EPOCH = datetime(2026, 1, 1)

_FAILURES = {DeadlockError: "deadlock", BusyWaitError: "busy-wait", HorizonError: "never-ends"}


class NumberedTask(asyncio.Task):
    """Sets of tasks are walked in the order in which the tasks were made."""

    numbers = itertools.count(1)

    def __init__(self, coro: Any, **options: Any) -> None:
        self.number = next(NumberedTask.numbers)
        frame = sys._getframe(1)
        while frame.f_back and (frame.f_code.co_filename == __file__ or "asyncio" in frame.f_code.co_filename):
            frame = frame.f_back
        self.made_in = frame.f_code.co_filename
        super().__init__(coro, **options)

    def __hash__(self) -> int:
        return self.number

    def __eq__(self, other: object) -> bool:
        return self is other


class Reference:
    """One run."""

    def __init__(self, world: Path, program: Path) -> None:
        self.loop = VirtualClockLoop(horizon=HORIZON, max_turns=MAX_TURNS)
        self.loop.set_task_factory(lambda loop, coro, **options: NumberedTask(coro, loop=loop, **options))
        self.loop.set_exception_handler(lambda *_: None)
        self.loop.companion = self
        self.records: list[dict[str, Any]] = []
        self.printed: list[tuple[float, str]] = []
        self.entry: NumberedTask | None = None
        self.elapsed = 0.0
        with self._modules():
            self.world = _module("world", world)
            sys.modules["world"] = _recorded_world(self.world, self)
            self.program = _module(program.stem, program)

    def run(self, entry: str) -> Outcome:
        """Run one entry of the program until the instant of its return is over."""
        with self._asyncio_in_order(), contextlib.redirect_stdout(_Lines(self)) as lines:
            self.entry = self.loop.create_task(self._main(getattr(self.program, entry)))
            try:
                self.loop.run_forever()
                error = self.entry.exception() if not self.entry.cancelled() else asyncio.CancelledError()
                result = describe_error(error) if error else f"returned {self.entry.result()!r}"
            except tuple(_FAILURES) as error:
                result, self.elapsed = f"failed: {_FAILURES[type(error)]}", self.loop.time()
            lines.end()
            left = () if result.startswith("failed") else self._tasks_left()
            outcome = Outcome(result, self.elapsed, tuple(self.printed), left, self._ledger())
            self._clear_up()
        return outcome

    async def _main(self, function: Callable[[], Any]) -> Any:
        try:
            value = function()
            return await value if inspect.isawaitable(value) else value
        finally:
            self.elapsed = self.loop.time()

    # The loop's companion: asked when nothing can run at this instant any more.

    def take_turn(self) -> int | None:
        """Collect what nobody holds; end the run when the entry has returned."""
        gc.collect()
        if self.entry is not None and self.entry.done() and not self.loop._ready:
            self.loop.stop()
        return None

    def end_deadlock(self) -> bool:
        """A deadlock is the program's own."""
        return False

    def _tasks_left(self) -> tuple[str, ...]:
        tasks = [
            task for task in asyncio.all_tasks(self.loop) if task is not self.entry and not self._is_the_worlds(task)
        ]
        return tuple(task.get_coro().__qualname__ for task in sorted(tasks, key=lambda task: task.number))

    def _is_the_worlds(self, task: NumberedTask) -> bool:
        return task.made_in == self.world.__file__

    def _ledger(self) -> tuple[CallOutcome, ...]:
        return tuple(CallOutcome(**record) for record in self.records)

    def _clear_up(self) -> None:
        self.loop.companion = None
        tasks = asyncio.all_tasks(self.loop)
        for task in tasks:
            task.cancel()
        with contextlib.suppress(Exception):
            self.loop.run_until_complete(asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 100))
        with contextlib.suppress(Exception):
            self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()

    # What is put in the place of something else

    @contextlib.contextmanager
    def _modules(self) -> Iterator[None]:
        fakes = {"time": _fake_time(self.loop), "datetime": _fake_datetime(self.loop)}
        with mock.patch.dict(sys.modules, fakes):
            yield

    @contextlib.contextmanager
    def _asyncio_in_order(self) -> Iterator[None]:
        stock = asyncio.as_completed

        def as_completed(fs: Any, *, timeout: float | None = None) -> Any:
            return stock([asyncio.ensure_future(each) for each in fs], timeout=timeout)

        with contextlib.ExitStack() as stack:
            stack.enter_context(mock.patch("asyncio.as_completed", as_completed))
            stack.enter_context(mock.patch("asyncio.Task", NumberedTask))
            if sys.version_info >= (3, 12):
                factory = asyncio.create_eager_task_factory(NumberedTask)
                stack.enter_context(mock.patch("asyncio.eager_task_factory", factory))
            yield

    # The ledger

    def begin(self, function: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """A call of the world started."""
        record = {
            "function": function,
            "arguments": describe_arguments(args, kwargs),
            "started": self.loop.time(),
            "finished": None,
            "cancelled": None,
        }
        self.records.append(record)
        return record

    @types.coroutine
    def drive(self, function: str, bound: Callable[..., Any], args: Any, kwargs: Any) -> Generator[Any, Any, Any]:
        """Drive a coroutine of the world, and see which cancels reach it.

        While the world runs a callback of the program, a cancel is the callback's: it reaches the world when the
        callback lets it through.
        """
        record = self.begin(function, args, kwargs)
        inside: list[Any] = []
        given = [self._watched(arg, record, inside) if inspect.isfunction(arg) else arg for arg in map(_inner, args)]
        coroutine = bound(*given, **kwargs)
        step: Callable[[], Any] = lambda: coroutine.send(None)
        while True:
            try:
                awaited = step()
            except StopIteration as stop:
                record["finished"] = self.loop.time()
                return stop.value
            except BaseException:
                record["finished"] = self.loop.time()
                raise
            try:
                sent = yield awaited
            except BaseException as error:
                if isinstance(error, asyncio.CancelledError | GeneratorExit) and not inside:
                    self._cancel(record)
                step = lambda error=error: coroutine.throw(error)
            else:
                step = lambda sent=sent: coroutine.send(sent)

    def _watched(self, callback: Callable[..., Any], record: dict[str, Any], inside: list[Any]) -> Callable[..., Any]:
        async def called(*args: Any) -> Any:
            inside.append(callback)
            try:
                return await callback(*args)
            except asyncio.CancelledError:
                self._cancel(record)
                raise
            finally:
                inside.pop()

        return called if callback.__module__ != "world" else callback

    def _cancel(self, record: dict[str, Any]) -> None:
        if record["cancelled"] is None:
            record["cancelled"] = self.loop.time()


class _Lines(io.TextIOBase):
    """Standard output, line by line, each with its instant."""

    def __init__(self, run: Reference) -> None:
        self._run = run
        self._begun = ""

    def write(self, text: str) -> int:
        *lines, self._begun = (self._begun + text).split("\n")
        self._run.printed += [(self._run.loop.time(), line) for line in lines]
        return len(text)

    def end(self) -> None:
        """Take a line that was begun and not ended."""
        if self._begun:
            self._run.printed.append((self._run.loop.time(), self._begun))


def _module(name: str, path: Path) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec", dont_inherit=True), module.__dict__)
    return module


def _recorded_world(world: types.ModuleType, run: Reference) -> types.ModuleType:
    """The world as a program sees it: every function and class that is its own, recorded."""
    recorded = types.ModuleType("world")
    for name, value in vars(world).items():
        if name.startswith("_"):
            continue
        if isinstance(value, types.FunctionType) and value.__module__ == "world":
            vars(recorded)[name] = _recorded_burn(run) if name == "burn" else _recorded_function(name, value, run)
        elif name == "Connection":
            vars(recorded)[name] = _recorded_class(value, run)
        else:
            vars(recorded)[name] = value
    return recorded


def _recorded_burn(run: Reference) -> Callable[[float], None]:
    def burn(seconds: float) -> None:
        record = run.begin("burn", (float(seconds),), {})
        run.loop.charge(seconds)
        record["finished"] = run.loop.time()

    return burn


def _inner(given: Any) -> Any:
    """What the world made, behind what records it."""
    return getattr(given, "_inner", given)


def _recorded_function(name: str, function: Any, run: Reference) -> Callable[..., Any]:
    """A function with the same name that records its calls; `name` is the ledger's."""
    signature = inspect.signature(function)
    if inspect.iscoroutinefunction(function):

        async def recorded(*args: Any, **kwargs: Any) -> Any:
            given = signature.bind(*args, **kwargs)
            return await run.drive(name, function, given.args, given.kwargs)

    else:
        ledger_name = name.removesuffix("_blocking")

        def recorded(*args: Any, **kwargs: Any) -> Any:
            given = signature.bind(*args, **kwargs)
            record = run.begin(ledger_name, given.args, given.kwargs)
            try:
                return function(*args, **kwargs)
            finally:
                record["finished"] = run.loop.time()

    recorded.__name__ = recorded.__qualname__ = name.rpartition(".")[2]
    recorded.__module__ = "world"
    recorded._inner = function  # type: ignore[attr-defined]
    return recorded


def _recorded_class(kind: type, run: Reference) -> type:
    """A class whose objects stand before those of the world."""

    def make(self: Any, *args: Any, **kwargs: Any) -> None:
        run.begin(kind.__name__, args, kwargs)["finished"] = run.loop.time()
        self._inner = kind(*args, **kwargs)

    def method(name: str) -> Callable[..., Any]:
        def call(self: Any, *args: Any, **kwargs: Any) -> Any:
            bound = getattr(self._inner, name)
            if name == "__aexit__":
                return run.drive(
                    f"{kind.__name__}.{name}", lambda error: bound(type(error), error, None), (args[1],), {}
                )
            return itself(self, _recorded_function(f"{kind.__name__}.{name}", bound, run)(*args, **kwargs))

        def itself(self: Any, made: Any) -> Any:
            async def entered() -> Any:
                return self if await made is self._inner else None

            return entered() if name == "__aenter__" else made

        return call

    members: dict[str, Any] = {"__init__": make}
    for name, value in vars(kind).items():
        if isinstance(value, property):
            members[name] = property(lambda self, name=name: getattr(self._inner, name))
        elif isinstance(value, types.FunctionType) and (name[0] != "_" or name in ("__aenter__", "__aexit__")):
            members[name] = method(name)
    return type(kind.__name__, (), members)


def _fake_time(loop: VirtualClockLoop) -> types.ModuleType:
    fake = types.ModuleType("time")
    fake.sleep = loop.charge
    fake.monotonic = fake.perf_counter = loop.time
    fake.monotonic_ns = fake.perf_counter_ns = lambda: round(loop.time() * 1e9)
    fake.time = lambda: 1767225600 + loop.time()
    return fake


def _fake_datetime(loop: VirtualClockLoop) -> types.ModuleType:
    import datetime as stock

    class FakeDatetime(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            moment = EPOCH + timedelta(seconds=loop.time())
            return moment.replace(tzinfo=stock.UTC).astimezone(tz) if tz else moment

    class FakeDate(date):
        @classmethod
        def today(cls) -> date:
            return (EPOCH + timedelta(seconds=loop.time())).date()

    fake = types.ModuleType("datetime")
    vars(fake).update(vars(stock), datetime=FakeDatetime, date=FakeDate)
    return fake


def run_on_one_loop(world: Path, program: Path, entry: str) -> Outcome:
    """Run one entry of a program on one ordinary loop."""
    # Garbage is collected whenever the program is quiet; what pytest and hypothesis hold need not be looked at each time.
    gc.freeze()
    try:
        outcome = Reference(world, program).run(entry)
        # What it leaves is cleared away here, and not in the midst of another test.
        gc.collect()
    finally:
        gc.unfreeze()
    return outcome
