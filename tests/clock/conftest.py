"""What the clock's tests share."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from grader.clock import VirtualClockLoop

Run = Callable[..., Any]


@pytest.fixture
def run() -> Run:
    """Run a coroutine on a fresh virtual clock, with the loop's options; gives (result, end)."""

    def run(main: Coroutine[Any, Any, Any], **options: Any) -> tuple[Any, float]:
        with asyncio.Runner(loop_factory=lambda: VirtualClockLoop(**options)) as runner:
            result = runner.run(main)
            return result, runner.get_loop().time()

    return run
