"""However a runner ends, the judge says how, and nothing is left of it."""

import contextlib
import gc
import os
import re
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from grader.judge import forked
from grader.judge.forked import ForkedRunner, Zygote
from grader.judge.fresh import FreshProcesses
from grader.judge.runners import Launcher, Patience
from tests.runner.conftest import PATIENT, SHORT, Run

ROOT = Path(__file__).parents[2]

ENDS = {
    "in the midst of nothing": ("import os\nasync def main():\n    os._exit(3)\n", "exited"),
    "while it waits": (
        (
            "import asyncio, os\nfrom world import fetch\nasync def main():\n"
            "    asyncio.get_running_loop().call_later(1, os._exit, 0)\n    await fetch(5)\n"
        ),
        "exited",
    ),
    "with its descriptors closed": (
        "import os\nfrom world import fetch\nasync def main():\n    os.closerange(0, 64)\n    await fetch()\n",
        "crashed",
    ),
    "by a fault": ("import ctypes\nasync def main():\n    ctypes.string_at(0)\n", "crashed"),
    "while it is imported": ("import os\nos._exit(0)\n", "exited"),
    "by leaving": ("import sys\nsys.exit(2)\n", "exited"),
}

ENDLESS = "async def main():\n    while True:\n        pass\n"
HANGS = {
    "an endless loop": (ENDLESS, {2, 3}),
    "a lock taken twice": (
        "import threading\nasync def main():\n    lock = threading.Lock()\n    lock.acquire()\n    lock.acquire()\n",
        {5},
    ),
    "a real wait": ("import select\nasync def main():\n    select.select([], [], [], 60)\n", {3}),
    "an endless computation": ("async def main():\n    return len(str(9**9**9))\n", {2}),
}


@pytest.mark.parametrize(("text", "verdict"), ENDS.values(), ids=ENDS)
def test_end_is_named(run: Run, any_launcher: Launcher, text: str, verdict: str) -> None:
    """A runner that dies at any moment is no riddle and no wait."""
    assert run(text, any_launcher).verdict == verdict


@pytest.mark.parametrize(("text", "lines"), HANGS.values(), ids=HANGS)
def test_hang_names_its_line(run: Run, any_launcher: Launcher, text: str, lines: set[int]) -> None:
    """A runner that stops answering is hung, at the line where it stands."""
    ended = run(text, any_launcher, patience=SHORT)
    assert ended.verdict == "hung"
    assert ended.line in lines


@pytest.mark.skipif(sys.platform != "linux", reason="this system does not tell who used up its processor time")
def test_who_asks_on_and_on_never_ends(run: Run) -> None:
    """Its processor time is used up with calls of the world: it did answer, and the line that asks is named."""
    ended = run(
        "from world import fetch\nasync def main():\n    while True:\n        await fetch(0.001)\n", cpu_seconds=1
    )
    assert (ended.verdict, ended.line) == ("never-ends", 4)


def test_many_that_poll_are_a_busy_wait_on_any_machine(run: Run) -> None:
    """However long their turns take, the judge hears of them meanwhile, and does not take them for hung."""
    ended = run(
        "import asyncio\nasync def poll():\n    while True:\n        await asyncio.sleep(0)\n"
        "async def main():\n    await asyncio.gather(*(poll() for _ in range(20)))\n",
        patience=Patience(computing=2, asleep=20),
        max_turns=100_000,
    )
    assert (ended.verdict, ended.line) == ("busy-wait", 4)


@pytest.mark.skipif(sys.platform != "linux", reason="this system does not tell who used up its processor time")
def test_who_computes_its_time_away_is_hung(run: Run) -> None:
    """It has said next to nothing when its processor time is used up."""
    ended = run("async def main():\n    while True:\n        pass\n", cpu_seconds=1, patience=PATIENT)
    assert ended.verdict == "hung"


@pytest.mark.skipif(sys.platform != "linux", reason="there is no zygote here")
class TestStack:
    def test_it_comes_in_pieces(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """A line that is not in the first piece of the stack is named all the same."""
        read = os.read
        monkeypatch.setattr(os, "read", lambda fd, size: read(fd, min(size, 40)))
        ended = run(ENDLESS, patience=SHORT)
        assert (ended.verdict, ended.line) in {("hung", 2), ("hung", 3)}

    def test_it_comes_late(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a busy machine a runner may have to wait for the turn in which it writes its stack."""
        send = ForkedRunner._signal

        def send_in_vain(runner: ForkedRunner, number: int) -> None:
            send(runner, signal.SIGSTOP)
            send(runner, number)
            monkeypatch.setattr(ForkedRunner, "_signal", send)
            waking.append(threading.Timer(0.7, send, [runner, signal.SIGCONT]))
            waking[0].start()

        waking: list[threading.Timer] = []
        monkeypatch.setattr(forked, "STACK_PATIENCE", PATIENT)
        monkeypatch.setattr(ForkedRunner, "_signal", send_in_vain)
        ended = run(ENDLESS, patience=SHORT)
        waking[0].join()
        assert (ended.verdict, ended.line) in {("hung", 2), ("hung", 3)}


@pytest.mark.skipif(sys.platform != "linux", reason="there is no zygote here")
@pytest.mark.parametrize(("state", "is_asleep"), [("S", True), ("D", False), ("R", False)])
def test_who_waits_for_a_disk_does_not_sleep(monkeypatch: pytest.MonkeyPatch, state: str, *, is_asleep: bool) -> None:
    """How long the machine takes for it is no fault of the learner's."""
    read = Path.read_text

    def of_who_waits(path: Path, **how: Any) -> str:
        return re.sub(r"\) \w ", f") {state} ", read(path, **how))

    monkeypatch.setattr(Path, "read_text", of_who_waits)
    watch = forked._Watch(os.getpid(), Patience(computing=20, asleep=0), 0.0)
    assert [watch.expired() for _ in range(3)] == [False, is_asleep, is_asleep]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system stops no processes")
def test_stopped_is_hung(run: Run) -> None:
    """A runner that is stopped for good is hung, and ends all the same."""
    stop = "import os, signal\nasync def main():\n    os.kill(os.getpid(), signal.SIGSTOP)\n"
    assert run(stop, FreshProcesses(), patience=SHORT).verdict == "hung"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system knows no such signal")
def test_killed_is_crashed(run: Run) -> None:
    """A runner that kills itself has crashed."""
    kill = "import os, signal\nasync def main():\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    assert run(kill, FreshProcesses()).verdict == "crashed"


def test_exit_in_a_task_ends_the_call(run: Run) -> None:
    """`sys.exit` in a task ends the call that is under way, as it would end the program."""
    ended = run(
        "import asyncio, sys\nfrom world import fetch\nasync def bad():\n    sys.exit(4)\n"
        "async def main():\n    task = asyncio.create_task(bad())\n    await fetch(5)\n"
    )
    assert "SystemExit" in str(ended.error)


class TestOutput:
    def test_without_a_wait(self, run: Run) -> None:
        """Printing without end is stopped, at the line that prints."""
        ended = run('async def main():\n    while True:\n        print("x" * 50)\n')
        assert (ended.verdict, ended.line) == ("output-limit", 3)

    def test_with_waits(self, run: Run) -> None:
        """So it is with waits in between."""
        loop = 'while True:\n        print("x" * 50)\n        await asyncio.sleep(0.01)\n'
        assert run(f"import asyncio\nasync def main():\n    {loop}").verdict == "output-limit"

    def test_in_one_piece(self, run: Run) -> None:
        """So it is in one piece, which no message could hold."""
        assert run('async def main():\n    print("x" * 50_000_000)\n').verdict == "output-limit"

    def test_half_a_line(self, run: Run) -> None:
        """A line that was begun and not ended is a line."""
        assert run('async def main():\n    print("whole")\n    print("half", end="")\n').printed == ["whole", "half"]

    def test_what_is_no_text(self, run: Run) -> None:
        """A lone surrogate cannot be printed, as on a terminal, but can be returned."""
        assert isinstance(run('async def main():\n    print("\\ud800")\n').error, UnicodeEncodeError)
        assert run('async def main():\n    return "\\ud800"\n').value == "\ud800"


def test_recursion_is_the_learners_error(run: Run) -> None:
    """Recursion without end raises, and harms nobody."""
    assert isinstance(run("def f():\n    return f()\nasync def main():\n    f()\n").error, RecursionError)


def test_memory_has_an_end(run: Run, any_launcher: Launcher) -> None:
    """Memory without end is refused long before the machine suffers."""
    text = "async def main():\n    kept = []\n    while True:\n        kept.append(bytearray(10_000_000))\n"
    ended = run(text, any_launcher)
    assert isinstance(ended.error, MemoryError) or ended.verdict == "memory-limit"


@pytest.mark.skipif(sys.platform != "linux", reason="there is no zygote here")
class TestZygote:
    def test_begun_anew(self, run: Run) -> None:
        """A zygote that was killed between two runs is replaced."""
        zygote = Zygote()
        try:
            assert run("async def main():\n    return 1\n", zygote).value == 1
            zygote._process.kill()
            zygote._process.wait()
            assert run("async def main():\n    return 2\n", zygote).value == 2
        finally:
            zygote.close()

    def test_nothing_is_left(self, run: Run) -> None:
        """After the end, no process and no descriptor is left, whatever the runs were like."""
        gc.collect()  # what tests before this one left to it
        before = descriptors()
        zygote = Zygote()
        for text, _ in ENDS.values():
            run(text, zygote)
        zygote.close()
        assert descriptors() == before
        assert zygote._process.pid not in {child.pid for child in psutil.Process().children(recursive=True)}

    def test_judge_killed(self, tmp_path: Path) -> None:
        """A judge that is killed leaves no runner behind, even one that computes for ever."""
        script = tmp_path / "judge.py"
        (tmp_path / "world.py").write_text("", encoding="utf-8")
        script.write_text(JUDGE.format(root=str(ROOT), world=str(tmp_path / "world.py")), encoding="utf-8")
        with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as judge:
            assert judge.stdout is not None
            zygote = psutil.Process(int(judge.stdout.readline()))
            while not (family := _family_at_work(zygote)):
                time.sleep(0.01)
            os.kill(judge.pid, signal.SIGKILL)
        _, alive = psutil.wait_procs(family, timeout=10)
        assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def _family_at_work(zygote: psutil.Process) -> list[psutil.Process]:
    """The zygote, its template and the runner, once that computes: what a zygote tries out first ends by itself."""
    for template in zygote.children():
        with contextlib.suppress(psutil.NoSuchProcess):
            for runner in template.children():
                if runner.cpu_times().user > 0.2:
                    return [zygote, template, runner]
    return []


JUDGE = textwrap.dedent("""
    import asyncio, sys
    sys.path.insert(0, {root!r})
    from pathlib import Path
    from grader.judge.runners import Patience
    from grader.judge.forked import Zygote
    from grader.judge.loop import JudgeLoop
    from grader.judge.remote import Submission
    from grader.judge.limits import Limits
    from grader.judge.session import Session
    from grader.judge.world import WorldRoom

    zygote = Zygote()
    print(zygote._process.pid, flush=True)
    text = "async def main():\\n    while True:\\n        pass\\n"
    with asyncio.Runner(loop_factory=JudgeLoop) as runner:
        limits = Limits(patience=Patience(60, 60, 60), cpu_seconds=60)
        session = Session(runner.get_loop(), zygote, WorldRoom(Path({world!r}), 0), text, "p.py", limits)
        async def check():
            await Submission(session).main()
        runner.run(check())
""")


def descriptors() -> list[str]:
    """What this process has open."""
    found = []
    for fd in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # the one that lists them
            found.append(str(fd.readlink()))
    return sorted(found)
