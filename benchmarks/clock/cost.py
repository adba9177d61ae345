"""What a timer event costs: n tasks, ten sleeps each, on every clock that is installed.

    python benchmarks/clock/cost.py [--sizes 1000 10000 100000] [--rounds 3]

One process a cell, pinned to one CPU; the rounds go through all cells in turn, so that a busy machine is busy for
everyone, and the best round counts. CPU time from the first line of the run to the last, the tasks' making
included, delays drawn before. Memory is the growth of the peak, without the delays.
"""

import argparse
import asyncio
import importlib.util
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from peers import PEERS, STOCK, Peer

SLEEPS = 10
SHAPES: dict[str, Callable[[random.Random], float]] = {
    "uniform": random.Random.random,
    "ties": lambda rng: rng.randint(1, 10) / 10,
}
FLOOR = "asyncio sleep(0)"
KILL_AFTER_S = 400

# Measured once, and too long to repeat in every run.
INFEASIBLE = {
    ("looptime", "uniform", 100_000): "42 idle turns of the selector for each distinct instant: some 300 s",
    ("simloop", "uniform", 100_000): "takes from the middle of a list at every step: superlinear",
    ("simloop", "ties", 100_000): "takes from the middle of a list at every step: superlinear",
    ("simloop", "ties", 10_000): "takes from the middle of a list at every step: superlinear",
}


def peak_mib() -> float:
    """The most memory this process ever had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def program(peer: Peer, delays: list[list[float]]) -> Callable[[], Awaitable[None]]:
    """The tasks that sleep, for asyncio or for trio."""
    if peer.is_trio:
        import trio

        async def nap(own: list[float]) -> None:
            for delay in own:
                await trio.sleep(delay)

        async def nursery() -> None:
            async with trio.open_nursery() as nursery:
                for own in delays:
                    nursery.start_soon(nap, own)

        return nursery

    async def sleep(own: list[float]) -> None:
        for delay in own:
            await asyncio.sleep(delay)

    async def group() -> None:
        async with asyncio.TaskGroup() as group:
            for own in delays:
                group.create_task(sleep(own))

    return group


def measure(name: str, shape: str, size: int) -> dict[str, Any]:
    """One cell, in this process."""
    peer = next(peer for peer in (*PEERS, STOCK) if peer.name == name)
    rng = random.Random(1)
    draw: Callable[[random.Random], float] = SHAPES.get(shape, lambda _: 0.0)
    delays = [[draw(rng) for _ in range(SLEEPS)] for _ in range(size)]
    main: Any = program(peer, delays)
    before, began = peak_mib(), time.process_time()
    _, end = peer.run(main)
    cpu = time.process_time() - began
    return {"us": cpu / size / SLEEPS * 1e6, "mib": peak_mib() - before, "end": end}


def in_process(name: str, shape: str, size: int, cpu: int) -> dict[str, Any]:
    """One cell, in a process of its own."""
    if reason := INFEASIBLE.get((name, shape, size)):
        return {"skipped": reason}
    command = [sys.executable, __file__, "--cell", name, shape, str(size), "--cpu", str(cpu)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=KILL_AFTER_S)
    except subprocess.TimeoutExpired:
        return {"skipped": f"no end after {KILL_AFTER_S} s"}
    if done.returncode:
        return {"skipped": done.stderr.strip().splitlines()[-1][:80]}
    cell: dict[str, Any] = json.loads(done.stdout)
    return cell


def table(sizes: list[int], rounds: int, cpu: int) -> dict[tuple[str, str, int], dict[str, Any]]:
    """Every cell, the best of all rounds."""
    names = [peer.name for peer in PEERS if importlib.util.find_spec(peer.needs)]
    cells = [(name, shape, size) for size in sizes for shape in SHAPES for name in names]
    cells += [(STOCK.name, "zero", size) for size in sizes]
    best: dict[tuple[str, str, int], dict[str, Any]] = {}
    for number in range(rounds):
        for key in cells:
            if number and ((key[2] >= 100_000 and number > 1) or best[key].get("us", 1e9) > 100):
                continue
            cell = in_process(*key, cpu)
            if key not in best or cell.get("us", 1e9) < best[key].get("us", 1e9):
                best[key] = cell
            print(f"round {number + 1}  {key[0]:18}{key[1]:9}{key[2]:>8}  {cell}", file=sys.stderr)
    return best


def show(best: dict[tuple[str, str, int], dict[str, Any]], sizes: list[int]) -> None:
    """Print both tables as Markdown."""
    columns = [(shape, size) for shape in SHAPES for size in sizes]
    names = [FLOOR, *dict.fromkeys(name for name, shape, _ in best if shape != "zero")]
    for unit, title in (("us", "CPU µs per timer event"), ("mib", "MiB of memory added at the peak")):
        print(f"\n{title}\n\n| | " + " | ".join(f"{shape} {size:,}" for shape, size in columns) + " |")
        print("|---|" + "---|" * len(columns))
        for name in names:
            row = [
                best[STOCK.name, "zero", size] if name == FLOOR else best[name, shape, size] for shape, size in columns
            ]
            shown = (f"{cell[unit]:.1f}" if unit in cell else "-" for cell in row)
            print(f"| {name} | " + " | ".join(shown) + " |")
    for (name, shape, size), cell in best.items():
        if "skipped" in cell:
            print(f"\n{name}, {shape} {size:,}: {cell['skipped']}")


def main() -> None:
    """Measure one cell, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cpu", type=int, default=0)
    parser.add_argument("--cell", nargs=3, metavar=("NAME", "SHAPE", "SIZE"))
    options = parser.parse_args()
    if options.cell:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {options.cpu})
        name, shape, size = options.cell
        print(json.dumps(measure(name, shape, int(size))))
    else:
        show(table(options.sizes, options.rounds, options.cpu), options.sizes)


if __name__ == "__main__":
    main()
