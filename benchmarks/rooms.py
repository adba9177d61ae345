"""What the two rooms cost: a run, an idle round trip, calls of the world.

    python benchmarks/rooms.py [RUNS]

Each figure is the median and the least of many runs, in wall time and in the runner's own processor time; a round trip
is what a run with many of them takes beyond an empty one, divided by their number.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from grader.judge.launch import launcher
from grader.judge.limits import Limits
from grader.judge.loop import JudgeLoop
from grader.judge.remote import Submission
from grader.judge.runners import Launcher
from grader.judge.session import Session
from grader.judge.world import WorldRoom

MANY = 500
WORLD = """
import asyncio

async def at_once() -> int:
    return 1

async def later() -> int:
    await asyncio.sleep(1)
    return 1
"""
EMPTY = "async def main():\n    return 1\n"
PROGRAMS = {
    "an empty run": (EMPTY, 1),
    "a run with ten calls": (
        (
            "import asyncio\nfrom world import later\n\nasync def main():\n"
            "    await asyncio.gather(*(later() for _ in range(10)))\n"
        ),
        1,
    ),
    "an idle round trip": (
        f"import asyncio\n\nasync def main():\n    for _ in range({MANY}):\n        await asyncio.sleep(1)\n",
        MANY,
    ),
    "a call that returns at once": (
        f"from world import at_once\n\nasync def main():\n    for _ in range({MANY}):\n        await at_once()\n",
        MANY,
    ),
    "a call that waits": (
        f"from world import later\n\nasync def main():\n    for _ in range({MANY}):\n        await later()\n",
        MANY,
    ),
}


def run(start: Launcher, world: Path, text: str) -> tuple[float, float]:
    """Wall and processor seconds of one run."""
    began = time.perf_counter()
    loop = JudgeLoop()
    session = Session(loop, start, WorldRoom(world, 0), text, "program.py", Limits())
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(_main(session))
        session.close()
    cpu = session.ending.cpu_seconds if session.ending else None
    return time.perf_counter() - began, cpu or 0.0


async def _main(session: Session) -> None:
    await Submission(session).main()


def measure(start: Launcher, world: Path, runs: int) -> Iterator[str]:
    """A line for each figure, in milliseconds."""
    empty = [run(start, world, EMPTY) for _ in range(runs)]
    base = tuple(statistics.median(each) for each in zip(*empty, strict=True))
    for name, (text, count) in PROGRAMS.items():
        taken = [run(start, world, text) for _ in range(runs)]
        less = base if count > 1 else (0.0, 0.0)
        columns = zip(zip(*taken, strict=True), less, strict=True)
        wall, cpu = ([(value - base_of_it) / count * 1e3 for value in values] for values, base_of_it in columns)
        yield (
            f"{name:28} {statistics.median(wall):8.3f} {min(wall):8.3f} {statistics.median(cpu):10.3f} {min(cpu):8.3f}"
        )


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    print(f"{'milliseconds':28} {'wall':>8} {'least':>8} {'runner cpu':>10} {'least':>8}")
    start = launcher()
    try:
        with tempfile.TemporaryDirectory() as folder:
            world = Path(folder) / "world.py"
            world.write_text(WORLD, encoding="utf-8")
            for line in measure(start, world, runs):
                print(line)
    finally:
        start.close()


if __name__ == "__main__":
    main()
