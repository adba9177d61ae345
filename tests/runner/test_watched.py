"""Where no kernel keeps a runner in, the judge sees from outside what it has: threads, other processes, memory."""

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any

import psutil
import pytest

from grader.judge.forked import Zygote
from grader.judge.fresh import FreshProcesses
from grader.judge.runners import Launcher
from grader.sandbox import elsewhere, standing_elsewhere
from grader.sandbox.elsewhere import Watch
from tests.runner.conftest import Run

NO_LAYER = ("landlock", "seccomp", "user", "capabilities", "rlimits", "hidden-memory")
# Other processes are counted four times a second: a fast machine must not be done before the next count.
KEEPS_TALKING = """
        for _ in range(100_000):
            burn(0.001)
"""

THREAD = f"""
    import importlib.machinery, importlib.util
    from world import burn

    def main():
        spec = importlib.util.spec_from_loader("_thread", importlib.machinery.BuiltinImporter)
        fresh = importlib.machinery.BuiltinImporter.create_module(spec)
        importlib.machinery.BuiltinImporter.exec_module(fresh)
        kept = fresh.allocate_lock()
        kept.acquire()
        fresh.start_new_thread(kept.acquire, ())
{KEEPS_TALKING}"""

# `os.fork` is refused, its twin is not. The child leaves the group of its parent.
PROCESS = f"""
    import posix, time
    from world import burn

    def main():
        child = posix.fork()
        if child == 0:
            posix.setsid()
            __import__("select").select([], [], [], 60)
            posix._exit(0)
        print(child)
{KEEPS_TALKING}"""

MEMORY = f"""
    from world import burn

    def main():
        kept = bytearray(300_000_000)
        kept[::4096] = b"x" * len(kept[::4096])
{KEEPS_TALKING}"""


@pytest.fixture(params=["forked", "fresh"])
def unconfined(request: pytest.FixtureRequest) -> Iterator[Launcher]:
    """Runners that nothing but the watch keeps in."""
    if request.param == "fresh":
        yield FreshProcesses()
        return
    if sys.platform != "linux":
        pytest.skip("there is no zygote here")
    made = Zygote(NO_LAYER)
    yield made
    made.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives each process threads of its own")
def test_a_thread_is_seen(run: Run, unconfined: Launcher) -> None:
    """One that was started past what refuses threads politely, unless the system limits them by user."""
    ended = run(THREAD, unconfined)
    assert ended.verdict == "not-single-threaded" or "can't start new thread" in str(ended.error)


def _assert_gone(pid: int) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        _, alive = psutil.wait_procs([psutil.Process(pid)], timeout=10)
        assert all(each.status() == psutil.STATUS_ZOMBIE for each in alive)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_process_is_seen_and_ends(run: Run, unconfined: Launcher) -> None:
    """It is seen, and is gone with the run, though it left the group of its parent."""
    ended = run(PROCESS, unconfined)
    assert ended.verdict == "not-single-threaded" or isinstance(ended.error, OSError)
    for child in ended.printed:
        _assert_gone(int(child))


@pytest.mark.parametrize("kind", ["forked"])
@pytest.mark.skipif(sys.platform != "linux", reason="there is no zygote here")
def test_memory_is_seen(run: Run, kind: str) -> None:
    """Without a limit that the process carries, it is ended once it has grown beyond its bounds."""
    zygote = Zygote(NO_LAYER)
    try:
        ended = run(MEMORY, zygote, memory_bytes=64 << 20)
    finally:
        zygote.close()
    assert ended.verdict == "memory-limit"


def test_the_polite_refusal_is_the_same(run: Run, unconfined: Launcher) -> None:
    """Python's own doors are closed at every level, with the error at the learner's line."""
    ended = run("import threading\ndef main():\n    threading.Thread(target=print).start()\n", unconfined)
    assert "stays on one thread" in str(ended.error)
    assert [beyond.line for beyond in ended.session.seen.beyond] == [3]


def test_an_honest_run_is_left_alone(run: Run, unconfined: Launcher) -> None:
    """However often it is looked at."""
    text = "from world import burn\ndef main():\n    for _ in range(200):\n        burn(0.001)\n    return 1\n"
    assert run(text, unconfined).value == 1


def test_without_psutil_nobody_can_tell_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The report says that threads and memory are not counted; nothing fails."""
    monkeypatch.setattr(elsewhere, "_psutil", lambda: None)
    watch = Watch(os.getpid())
    assert (watch.breach(0, 0), watch.computed()) == (None, None)
    assert "psutil" in standing_elsewhere().remarks[0]
    assert "watch" not in standing_elsewhere().layers


def test_a_process_that_is_gone_is_no_trouble() -> None:
    """A look at a process that ended meanwhile finds nothing."""
    process: Any = psutil.Popen([sys.executable, "-c", ""])
    watch = Watch(process.pid)
    process.wait()
    assert (watch.breach(0, 0), watch.computed()) == (None, None)
