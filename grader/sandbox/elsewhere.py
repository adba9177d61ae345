"""Systems whose kernel offers no filter: the process carries its limits, and the judge looks at it from outside.

On macOS a limit on memory is taken and not kept, and nothing denies a thread; on Windows there are no such limits at
all. So the judge looks from outside, through psutil where that is installed: at threads, other processes and memory,
as often as a message comes or is waited for. What lives shorter than that is not seen. This is protection from
accidents, not from attacks, and is called level P in every report.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from typing import Any, Literal

from grader.protocol.messages import Setting
from grader.sandbox.port import Standing

Breach = Literal["threads", "memory"]


class LimitedProcess:
    """A runner with limits of its own, where the system has them."""

    def fork_from_here(self) -> None:
        """Nothing is forked here."""

    def confine(self, setting: Setting) -> None:
        """Bind this process."""
        if sys.platform != "win32":
            from grader.sandbox.bounds import Bounds, Limits

            Limits().put_on(Bounds.of(setting))

    def standing(self) -> Standing:
        """What holds: nothing here is measured, since nothing here is promised."""
        return standing_elsewhere()


def standing_elsewhere() -> Standing:
    """What is said of runners that are processes and nothing more."""
    layers = ("job",) if sys.platform == "win32" else ("rlimits", "process-group")
    if _psutil():
        return Standing("P", (*layers, "watch"), _EVERYTHING)
    return Standing("P", layers, _EVERYTHING, ("psutil is not installed, so threads and memory are not counted",))


_EVERYTHING = (
    "read-hidden-file",
    "write-outside",
    "socket",
    "signal-parent",
    "read-parent-memory",
    "ptrace",
    "fork",
    "thread",
    "exec",
)


# Looking costs a fifth of a millisecond, other processes ten times that and more.
_LOOK_EVERY_S = 0.01
_COUNT_CHILDREN_EVERY_S = 0.25

# What Python itself takes before it loads a submission.
_PYTHON_ITSELF = 64 << 20


class Watch:
    """Looks at a runner from outside, though not each time that it is asked to."""

    def __init__(self, pid: int) -> None:
        """Take the process, which runs nothing of a submission's yet."""
        psutil = _psutil()
        self._gone: tuple[type[Exception], ...] = (psutil.Error,) if psutil else ()
        self._process: Any = None
        self._next_look = self._next_count = 0.0
        if psutil:
            with contextlib.suppress(psutil.Error):
                self._process = psutil.Process(pid)

    def breach(self, threads: int, memory: int) -> Breach | None:
        """Which bound the process goes beyond, `None` where it keeps them or nobody can tell."""
        now = time.monotonic()
        if self._process is None or now < self._next_look:
            return None
        self._next_look = now + _LOOK_EVERY_S
        try:
            if self._has_more_threads_than(threads) or self._has_children(now):
                return "threads"
            return "memory" if self._process.memory_info().rss > memory + _PYTHON_ITSELF else None
        except self._gone:
            return None

    def computed(self) -> float | None:
        """Seconds of processor time that the process has used; `None` where nobody can tell."""
        try:
            times = self._process.cpu_times() if self._process else None
        except self._gone:
            return None
        return None if times is None else float(times.user + times.system)

    def family(self) -> list[Any]:
        """The processes that came from this one, as long as it lives: some may have left its group."""
        try:
            return list(self._process.children(recursive=True)) if self._process else []
        except self._gone:
            return []

    def end(self, family: list[Any]) -> None:
        """End what came from the process."""
        for each in family:
            # Gone by now, with the rest.
            with contextlib.suppress(*self._gone):
                each.kill()

    def _has_more_threads_than(self, threads: int) -> bool:
        # Windows gives each process threads of its own, and takes them back when it likes.
        return sys.platform != "win32" and bool(self._process.num_threads() > threads)

    def _has_children(self, now: float) -> bool:
        if now < self._next_count:
            return False
        self._next_count = now + _COUNT_CHILDREN_EVERY_S
        return bool(self._process.children())


def end_group(process: "subprocess.Popen[bytes]") -> int:
    """Kill a process that leads a group, and the group; its exit code."""
    if sys.platform == "win32":
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # macOS says the second of a group that has ended
            process.kill()
    return process.wait()


def _psutil() -> Any:
    try:
        import psutil
    except ImportError:
        return None
    return psutil
