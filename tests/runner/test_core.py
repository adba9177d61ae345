"""The core of a run, the same however a runner begins."""

import pytest

from grader.judge.runners import Launcher
from tests.runner.conftest import Run


def test_calls_and_prints(run: Run, any_launcher: Launcher) -> None:
    """Calls overlap, prints bear their instants, and the result arrives."""
    ended = run(
        """
        import asyncio
        from world import fetch

        async def main():
            first = asyncio.create_task(fetch(2))
            for number in range(3):
                print(number)
                await asyncio.sleep(0.5)
            return await first
        """,
        any_launcher,
    )
    assert (ended.value, ended.elapsed) == ("answer", 2.0)
    assert [(line.at / 1e9, line.text) for line in ended.session.printed_lines()] == [(0, "0"), (0.5, "1"), (1, "2")]


def test_deadlock(run: Run, any_launcher: Launcher) -> None:
    """Both rooms wait and no timer is set: a deadlock, at its line."""
    ended = run("import asyncio\nasync def main():\n    await asyncio.Event().wait()\n", any_launcher)
    assert (ended.verdict, ended.line) == ("deadlock", 3)


def test_busy_wait(run: Run, any_launcher: Launcher) -> None:
    """Turns without end at one instant are a busy wait, at its line."""
    ended = run("import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(0)\n", any_launcher)
    assert (ended.verdict, ended.line) == ("busy-wait", 4)


def test_blocking(run: Run, any_launcher: Launcher) -> None:
    """Sleeping and computing take virtual time."""
    ended = run("import time\nfrom world import burn\ndef main():\n    time.sleep(1)\n    burn(0.5)\n", any_launcher)
    assert ended.elapsed == 1.5


BEATS = """
import asyncio
from world import burn

async def main():
    for _ in range({blocks}):
        burn(4 / {blocks})
        await asyncio.sleep(0)
"""


@pytest.mark.parametrize(("blocks", "lateness"), [(1, 3.5), (4, 2.5), (16, 0.5), (32, 0.25)])
def test_beats_feel_what_holds_the_loop(run: Run, blocks: int, lateness: float) -> None:
    """A beat that is due while the loop computes waits for up to two blocks: the one in progress, and one before its
    task runs.
    """
    ended = run(BEATS.format(blocks=blocks), beat=500_000_000)
    worst = max(beat.lateness for beat in ended.session.seen.late_beats) / 1e9
    assert worst == lateness


def test_beats_do_not_keep_the_clock_going(run: Run) -> None:
    """A deadlock is one, beats or not; and beats of an idle loop are on time."""
    ended = run(
        "import asyncio\nasync def main():\n    await asyncio.sleep(3)\n    await asyncio.Event().wait()\n",
        beat=500_000_000,
    )
    assert (ended.verdict, ended.elapsed) == ("deadlock", 3.0)
    assert ended.session.seen.late_beats == []
