"""The services that the differential programs call: one of each kind of wait that a world can have."""

import asyncio
import contextlib
import enum
import time
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

LIMIT = 2

_lock = asyncio.Lock()
_slots = asyncio.Semaphore(LIMIT)
_gate = asyncio.Event()
_orders: asyncio.Queue[int] = asyncio.Queue()
_answers: dict[int, int] = {}
_notes: list[str] = []
_tasks: set[asyncio.Task[Any]] = set()
_forgotten: "weakref.WeakSet[asyncio.Future[None]]" = weakref.WeakSet()


class ServiceError(Exception):
    """A service said no."""


class RefusedError(ServiceError):
    """A service said no, and why."""


class Colour(enum.Enum):
    """A member crosses as itself."""

    RED = 1
    BLUE = 2


@dataclass(frozen=True)
class Page:
    """Crosses by its fields."""

    name: str
    size: int


def burn(seconds: float) -> None:
    """Compute for so many seconds."""
    time.sleep(seconds)


async def fetch(name: str, delay: float = 1.0) -> str:
    """Wait, then answer."""
    await asyncio.sleep(delay)
    return f"<{name}>"


def fetch_blocking(name: str, delay: float = 1.0) -> str:
    """As `fetch`, with the thread blocked."""
    time.sleep(delay)
    return f"<{name}>"


async def quick(value: int) -> int:
    """Answer without a wait."""
    return value + 1


async def polite(turns: int = 1) -> int:
    """Give way for so many turns."""
    for _ in range(turns):
        await asyncio.sleep(0)
    return turns


async def legs(*delays: float) -> int:
    """Wait again and again."""
    for delay in delays:
        await asyncio.sleep(delay)
    return len(delays)


async def fail(delay: float = 1.0, text: str = "no") -> str:
    """Wait, then raise."""
    await asyncio.sleep(delay)
    raise RefusedError(text)


async def fail_in_group(delay: float = 1.0) -> None:
    """Raise a group of two."""

    async def one(kind: type[Exception]) -> None:
        await asyncio.sleep(delay)
        raise kind("both")

    async with asyncio.TaskGroup() as group:
        group.create_task(one(ValueError))
        group.create_task(one(RefusedError))


async def stubborn(delay: float = 1.0) -> str:
    """Answer even when cancelled."""
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        return "not cancelled"
    return "undisturbed"


async def tidy(delay: float = 1.0, after: float = 0.5) -> str:
    """Clean up when cancelled, which takes time."""
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        note("cleaning")
        await asyncio.sleep(after)
        note("clean")
        raise
    return "done"


async def cancel_text(delay: float = 1.0) -> str:
    """Tell what the cancel said."""
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError as error:
        return repr(error.args)
    return "undisturbed"


async def give_up(delay: float) -> None:
    """A cancel of the service's own."""
    await asyncio.sleep(delay)
    raise asyncio.CancelledError


async def guarded(name: str, delay: float = 1.0) -> str:
    """One caller at a time."""
    async with _lock:
        note(f"{name} in")
        await asyncio.sleep(delay)
        note(f"{name} out")
    return name


async def limited(name: str, delay: float = 1.0) -> str:
    """Two callers at a time."""
    async with _slots:
        await asyncio.sleep(delay)
    return name


async def both(*delays: float) -> list[str]:
    """Wait for several things at once."""
    return await asyncio.gather(*(fetch(str(delay), delay) for delay in delays))


async def grouped(*delays: float) -> int:
    """Wait for several things at once, in a group."""
    async with asyncio.TaskGroup() as group:
        for delay in delays:
            group.create_task(asyncio.sleep(delay))
    return len(delays)


async def fastest(*delays: float) -> list[int]:
    """Tell which of several waits were done first, and give the others up."""
    tasks = [asyncio.create_task(asyncio.sleep(delay, number)) for number, delay in enumerate(delays)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return sorted(task.result() for task in done)


async def impatient(limit: float, delay: float) -> str:
    """Give up after a limit of the service's own."""
    async with asyncio.timeout(limit):
        await asyncio.sleep(delay)
    return "in time"


async def waited_for(limit: float, delay: float) -> str:
    """Give up after a limit, by `wait_for`."""
    return await asyncio.wait_for(fetch("late", delay), limit)


async def open_gate() -> None:
    """Let everyone through who waits at the gate."""
    _gate.set()


async def close_gate() -> None:
    """Make everyone wait."""
    _gate.clear()


async def at_gate() -> str:
    """Wait until the gate is open."""
    await _gate.wait()
    return "through"


async def open_gate_later(delay: float) -> None:
    """Answer at once; the gate opens in the background."""
    _in_background(_open_after(delay))


async def _open_after(delay: float) -> None:
    await asyncio.sleep(delay)
    _gate.set()


async def order(number: int) -> None:
    """Hand something to the clerk, who works in the background."""
    if not _tasks:
        _in_background(_clerk())
    _orders.put_nowait(number)


async def answer(number: int) -> int:
    """Ask the clerk; wait a little where the answer is not there."""
    waits = 0
    while number not in _answers:
        waits += 1
        await asyncio.sleep(0.25)
    return waits


def answered() -> list[int]:
    """What the clerk has done so far."""
    return sorted(_answers)


async def _clerk() -> None:
    while True:
        number = await _orders.get()
        if number % 2:
            await asyncio.sleep(0.5)
        _answers[number] = number * number


def _in_background(coroutine: Any) -> None:
    task = asyncio.create_task(coroutine)
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


async def forgotten() -> None:
    """Wait for a future that nobody else holds."""
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    _forgotten.add(future)
    await future


async def apply(function: Callable[[int], Awaitable[int]], value: int, delay: float = 0.0) -> int:
    """Call back."""
    if delay:
        await asyncio.sleep(delay)
    return await function(value)


async def apply_within(function: Callable[[int], Awaitable[int]], value: int, limit: float) -> str:
    """Call back, but not for long."""
    try:
        async with asyncio.timeout(limit):
            return str(await function(value))
    except TimeoutError:
        return "too slow"


async def retry(function: Callable[[int], Awaitable[int]], tries: int) -> int:
    """Call back until it works."""
    for attempt in range(tries):
        try:
            return await function(attempt)
        except ValueError:
            await asyncio.sleep(0.5)
    raise ServiceError("every try failed")


def note(text: str) -> None:
    """Write a note."""
    _notes.append(text)


def notes() -> list[str]:
    """Read the notes."""
    return list(_notes)


def refuse(text: str) -> None:
    """Raise at once."""
    raise RefusedError(text)


async def pages(count: int, pause: float = 0.5) -> AsyncIterator[Page]:
    """Yield one page after the other; closing takes time."""
    try:
        for number in range(count):
            await asyncio.sleep(pause)
            yield Page(f"page {number}", number)
    finally:
        note("closing")
        await asyncio.sleep(0.25)
        note("closed")


async def echoes() -> AsyncIterator[Any]:
    """Yield what was sent."""
    received: Any = "first"
    while True:
        try:
            received = yield received
        except ValueError as error:
            received = f"caught {error}"


async def ready_pages(count: int) -> AsyncIterator[int]:
    """Yield without a wait."""
    for number in range(count):
        yield number


@contextlib.asynccontextmanager
async def session(name: str, delay: float = 0.5) -> AsyncIterator[str]:
    """Opening and closing take time."""
    await asyncio.sleep(delay)
    note(f"{name} open")
    try:
        yield name
    except ValueError as error:
        note(f"{name} saw {error}")
        raise
    finally:
        await asyncio.sleep(delay)
        note(f"{name} closed")


@contextlib.asynccontextmanager
async def forgiving() -> AsyncIterator[None]:
    """Swallow a ValueError."""
    with contextlib.suppress(ValueError):
        yield


class Connection:
    """One line to the service; one message at a time."""

    def __init__(self, name: str) -> None:
        """Open nothing yet."""
        self._name = name
        self._free = asyncio.Lock()
        self._sent = 0

    @property
    def sent(self) -> int:
        """How many messages went out."""
        return self._sent

    async def __aenter__(self) -> "Connection":
        """Open."""
        await asyncio.sleep(0.25)
        return self

    async def __aexit__(self, *error: object) -> None:
        """Close."""
        await asyncio.sleep(0.25)
        note(f"{self._name} closed after {self._sent}")

    async def send(self, text: str, delay: float = 0.5) -> str:
        """Send, in turn."""
        async with self._free:
            await asyncio.sleep(delay)
            self._sent += 1
        return f"{self._name}: {text}"

    def rename(self, name: str) -> str:
        """Change the name at once."""
        before, self._name = self._name, name
        return before


async def introduce(connection: Connection, text: str) -> str:
    """Use a connection that the caller holds."""
    return await connection.send(text)
