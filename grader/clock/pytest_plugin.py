"""The virtual clock in any project's pytest: `-p grader.clock.pytest_plugin`.

A test that asks for the fixture `virtual_clock`, or carries the marker of that name, runs on a `VirtualClockLoop`;
all others run on the loop they would have without this plugin. The marker takes the loop's options:

    @pytest.mark.virtual_clock(horizon=60, blocking=refuse)

With pytest-asyncio this goes through its hook for loop factories. With anyio's plugin the loop is chosen, as always
there, by the fixture `anyio_backend`, which may return `ANYIO_BACKEND`; the fixture `virtual_clock` is the same.
"""

import asyncio
import functools
from collections.abc import Callable, Generator, Mapping
from typing import Any

import pytest

from grader.clock.blocking import BlockingWatch
from grader.clock.errors import ClockError
from grader.clock.loop import VirtualClockLoop
from grader.clock.outside import Hold

NAME = "virtual_clock"

ANYIO_BACKEND: tuple[str, dict[str, Any]] = ("asyncio", {"loop_factory": VirtualClockLoop})

_Factories = Mapping[str, Callable[[], asyncio.AbstractEventLoop]]


class VirtualClock:
    """The clock of the loop that runs the test."""

    @property
    def loop(self) -> VirtualClockLoop:
        """The loop itself."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise ClockError("the virtual clock can be read only while a coroutine of the test runs") from None
        if not isinstance(loop, VirtualClockLoop):
            raise ClockError(
                f"this test runs on {type(loop).__name__}: with anyio's plugin, let the fixture anyio_backend "
                "return grader.clock.pytest_plugin.ANYIO_BACKEND"
            )
        return loop

    @property
    def now(self) -> float:
        """Virtual seconds since the loop was made."""
        return self.loop.time()

    def hold(self, reason: str = "a hold") -> Hold:
        """Stop the clock until the hold is released."""
        return self.loop.hold(reason)

    def charge(self, seconds: float) -> None:
        """Move the clock as computing would."""
        self.loop.charge(seconds)


@pytest.fixture
def virtual_clock() -> VirtualClock:
    """Run this test on a virtual clock, and read it."""
    return VirtualClock()


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers",
        f"{NAME}(horizon=None, max_turns=…, patience=None, blocking=None): run on asyncio's virtual clock",
    )


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_asyncio_loop_factories(item: pytest.Item) -> Generator[None, _Factories | None, _Factories]:
    """Choose the loop of each test; whoever else chooses has a say in all but the marked ones."""
    chosen = yield
    if NAME in getattr(item, "fixturenames", ()) or item.get_closest_marker(NAME):
        return {NAME: functools.partial(_make_loop, item)}
    return chosen or {"default": asyncio.new_event_loop}


def _make_loop(item: pytest.Item) -> VirtualClockLoop:
    marker = item.get_closest_marker(NAME)
    options = dict(marker.kwargs) if marker else {}
    if report := options.pop("blocking", None):
        options["blocking"] = BlockingWatch(report)
    return VirtualClockLoop(**options)
