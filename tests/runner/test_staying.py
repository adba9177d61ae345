"""Runs one after the other in one process."""

from collections.abc import Iterator

import pytest

from grader.judge import staying
from grader.judge.fresh import FreshProcesses
from grader.judge.runners import Launcher
from grader.judge.staying import Staying
from tests.runner.conftest import Run

# The system's own number: `os` has one of this kit's.
PID = "import posix\nasync def main():\n    return posix.getpid()\n"
LEAVES_THINGS = """
    import asyncio
    from world import fetch

    async def waits():
        try:
            await fetch(9)
        finally:
            print("cleared away")
            await fetch(1)

    async def never():
        pass

    async def main():
        main.kept = [asyncio.create_task(waits()), never(), asyncio.get_running_loop().create_future()]
        asyncio.get_running_loop().call_later(5, print, "late")
        main.kept[2].set_exception(ValueError("asked for by nobody"))
        await asyncio.sleep(0)
        return asyncio.current_task().get_coro().__name__, main.kept[0].get_name()
"""


@pytest.fixture
def one_process(zygote: Launcher) -> Iterator[Staying]:
    """A launcher whose runners stay."""
    made = Staying(zygote)
    yield made
    made.close()


def test_one_process_serves_runs_one_after_the_other(run: Run, one_process: Staying) -> None:
    """A run that ended in quiet leaves its process to the next."""
    assert len({run(PID, one_process).value for _ in range(3)}) == 1


def test_a_fresh_process_stays_too(run: Run) -> None:
    """So it is where nothing can be forked."""
    one_process = Staying(FreshProcesses())
    assert len({run(PID, one_process).value for _ in range(2)}) == 1
    one_process.close()


def test_no_process_serves_for_ever(run: Run, one_process: Staying, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many runs, a new process begins."""
    monkeypatch.setattr(staying, "_RUNS_OF_ONE", 2)
    pids = [run(PID, one_process).value for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_what_failed_does_not_stay(run: Run, one_process: Staying) -> None:
    """A run that failed takes its process with it."""
    before = run(PID, one_process).value
    assert run("import asyncio\nasync def main():\n    await asyncio.Event().wait()\n", one_process).verdict
    assert run(PID, one_process).value != before


def test_what_died_meanwhile_is_a_failed_run(run: Run, one_process: Staying) -> None:
    """A process that ends between two runs fails the next, and the one after that has a new one."""
    dies = "import os\nclass Dies:\n    def __del__(self):\n        os._exit(3)\nkept = Dies()\nasync def main(): ...\n"
    assert run(dies, one_process).verdict is None
    assert run(PID, one_process).verdict == "exited"
    assert run(PID, one_process).verdict is None


def test_what_a_run_left_is_silent_in_the_next(run: Run, one_process: Staying) -> None:
    """Neither tasks nor coroutines nor exceptions nor prints of a run show in the next."""
    first = run(LEAVES_THINGS, one_process)
    assert [task.coroutine for task in first.session.seen.unfinished] == ["waits"]
    second = run(PID, one_process)
    seen = second.session.seen
    assert (seen.unfinished, seen.never_awaited, seen.lost_exceptions, seen.lost_tasks) == ((), [], [], [])
    assert second.printed == []
    assert second.session.ledger.calls == []


def test_a_run_counts_from_the_beginning(run: Run, one_process: Staying) -> None:
    """Names of tasks, random numbers and the clock are those of a first run."""
    counts = """
        import asyncio, random, time

        async def main():
            task = asyncio.create_task(asyncio.sleep(1))
            await task
            return task.get_name(), random.random(), time.monotonic(), asyncio.get_running_loop().time()
    """
    first = run(counts, one_process).value
    assert run(counts, one_process).value == first == run(counts).value


def test_another_setting_is_another_process(run: Run, one_process: Staying) -> None:
    """A runner was furnished for one setting: where the next run has another, that one serves it."""
    busy = "import asyncio\nasync def main():\n    for _ in range(100):\n        await asyncio.sleep(0)\n"
    assert run(busy, one_process).verdict is None
    assert run(busy, one_process, max_turns=50).verdict == "busy-wait"


def test_what_a_run_put_in_the_place_of_a_refusal_is_gone_in_the_next(run: Run, one_process: Staying) -> None:
    """A submission that wins back a name that is refused has it for that run alone."""
    wins_back = PID + "import asyncio, os\nos.fork = asyncio.BaseEventLoop.run_forever = lambda *_: 0\n"
    forks = PID.replace("return", "os.fork()\n    return") + "import os\n"
    before = run(wins_back, one_process).value
    assert run(wins_back, one_process).value == before
    refused = run(forks, one_process)
    assert isinstance(refused.error, RuntimeError)
    assert run(PID, one_process).value == before
