"""The clocks that the benchmarks compare: how a program runs on each of them.

Each peer is imported only when it is asked for, so that a cell needs no more than its own.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# So that the scripts also run where the project is not installed.
sys.path.append(str(Path(__file__).parents[2]))

Main = Callable[[], Coroutine[Any, Any, Any]]


@dataclass(frozen=True)
class Peer:
    """A clock: what has to be installed, and how a coroutine function runs on it; gives (result, its own time)."""

    name: str
    needs: str
    run: Callable[[Main], tuple[Any, float]]
    is_trio: bool = False


def _timed(main: Main) -> Callable[[], Coroutine[Any, Any, tuple[Any, float]]]:
    async def run() -> tuple[Any, float]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        return await main(), loop.time() - began

    return run


def stock(main: Main) -> tuple[Any, float]:
    """Asyncio as it is, in real time."""
    return asyncio.run(_timed(main)())


def ours(main: Main) -> tuple[Any, float]:
    """This project's clock."""
    from grader.clock import VirtualClockLoop

    with asyncio.Runner(loop_factory=VirtualClockLoop) as runner:
        return runner.run(_timed(main)())


def ours_watching(main: Main) -> tuple[Any, float]:
    """This project's clock with its option that sees blocking."""
    from grader.clock import BlockingWatch, VirtualClockLoop

    with asyncio.Runner(loop_factory=lambda: VirtualClockLoop(blocking=BlockingWatch())) as runner:
        return runner.run(_timed(main)())


def looptime(main: Main) -> tuple[Any, float]:
    """Looptime with its defaults."""
    import looptime as peer

    with asyncio.Runner(loop_factory=peer.new_event_loop) as runner:
        return runner.run(_timed(main)())


def aiotools(main: Main) -> tuple[Any, float]:
    """Aiotools' VirtualClock around the whole program."""
    import aiotools as peer

    async def patched() -> tuple[Any, float]:
        with peer.VirtualClock().patch_loop():
            return await _timed(main)()

    return asyncio.run(patched())


def async_solipsism(main: Main) -> tuple[Any, float]:
    """async-solipsism's loop."""
    import async_solipsism as peer

    with asyncio.Runner(loop_factory=peer.EventLoop) as runner:
        return runner.run(_timed(main)())


def trio(main: Main) -> tuple[Any, float]:
    """Trio's MockClock, which jumps as soon as nothing runs."""
    import trio as peer
    import trio.testing

    async def timed() -> tuple[Any, float]:
        began = peer.current_time()
        return await main(), peer.current_time() - began

    taken: tuple[Any, float] = peer.run(timed, clock=trio.testing.MockClock(autojump_threshold=0))
    return taken


def simloop(main: Main) -> tuple[Any, float]:
    """simloop, one seed."""
    import simloop as peer

    loop = peer.SimLoop(seed=0)
    try:
        taken: tuple[Any, float] = loop.run_until_complete(_timed(main)())
    finally:
        loop.close()
    return taken


PEERS = (
    Peer("onethread", "grader", ours),
    Peer("looptime", "looptime", looptime),
    Peer("aiotools", "aiotools", aiotools),
    Peer("async-solipsism", "async_solipsism", async_solipsism),
    Peer("trio MockClock", "trio", trio, is_trio=True),
    Peer("simloop", "simloop", simloop),
)
STOCK = Peer("asyncio", "asyncio", stock)
WATCHING = Peer("onethread, watching", "grader", ours_watching)
