"""A world with something of everything, and with things that no runner may touch."""

import asyncio
import dataclasses
import enum
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

touched: list[str] = []
LIMIT = 3


class LeftError(Exception):
    """The other side left."""


class Level(enum.IntEnum):
    """How urgent something is."""

    LOW = 1
    HIGH = 2


@dataclasses.dataclass
class Order:
    """What is ordered."""

    item: str
    count: int


async def download(seconds: float = 1.0) -> str:
    """Wait, and give a page."""
    await asyncio.sleep(seconds)
    return "page"


def download_blocking(seconds: float = 1.0) -> str:
    """Its blocking twin."""
    raise NotImplementedError


async def leave() -> None:
    """Fail after a while."""
    await asyncio.sleep(0.5)
    raise LeftError("gone")


async def give_way() -> None:
    """Give way for one turn."""
    await asyncio.sleep(0)


def place(order: Order) -> Order:
    """A plain function."""
    return order


def echo(value: Any) -> Any:
    """Give back what it got."""
    return value


def keep() -> object:
    """Something that cannot leave the world."""
    return object()


async def retry(action: Callable[[], Awaitable[Any]]) -> Any:
    """Call what it got."""
    return await action()


async def lines() -> AsyncIterator[int]:
    """Three lines."""
    for number in range(3):
        await asyncio.sleep(0.1)
        yield number


@asynccontextmanager
async def lease() -> AsyncIterator[str]:
    """Something to enter."""
    await asyncio.sleep(0.1)
    yield "leased"


class Desk:
    """An object that stays here."""

    name: str
    drawer: object

    def __init__(self, name: str) -> None:
        self.name = name
        self.hidden = _secret
        self._private = "private"

    @property
    def size(self) -> int:
        return 2

    @property
    def broken(self) -> int:
        raise SystemExit(5)

    def sit(self) -> str:
        return self.name

    async def write(self, text: str) -> int:
        await asyncio.sleep(0.2)
        return len(text)

    def _shred(self) -> None:
        touched.append("_shred")

    def __del__(self) -> None:
        """Its end is nothing to be called."""

    @staticmethod
    def burn_down() -> None:
        touched.append("burn_down")


def _secret() -> None:
    touched.append("_secret")


def configure(rng: random.Random, *, by: str = "judge") -> None:
    """Set up the data; only ever by the judge."""
    if by != "judge" or type(rng) is not random.Random:
        touched.append("configure")
