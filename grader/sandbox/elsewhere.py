"""Systems whose kernel offers no filter: the process carries its limits, and the judge looks at it from outside.

On macOS a limit on memory is taken and not kept, and nothing denies a thread; on Windows there are no such limits at
all. So the judge counts threads and memory itself, through psutil where that is installed. This is protection from
accidents, not from attacks, and is called level P in every report.
"""

import contextlib
import sys
from dataclasses import dataclass
from typing import Any, Literal

from grader.protocol.messages import Load
from grader.sandbox.port import Standing

Breach = Literal["threads", "memory"]


class LimitedProcess:
    """A runner with limits of its own, where the system has them, in a group of its own."""

    def confine(self, load: Load) -> None:
        """Bind this process."""
        if sys.platform != "win32":
            import os

            from grader.sandbox.bounds import Bounds, Limits

            with contextlib.suppress(PermissionError):
                os.setsid()
            Limits().put_on(Bounds.of(load))

    def standing(self) -> Standing:
        """What holds: nothing here is measured, since nothing here is promised."""
        return standing_elsewhere()


def standing_elsewhere() -> Standing:
    """What is said of runners that are processes and nothing more."""
    layers = ("rlimits",) if sys.platform != "win32" else ()
    remarks = () if _psutil() else ("psutil is not installed, so threads and memory are not counted",)
    if sys.platform == "win32":
        layers = ("job",)
    return Standing("P", layers, _EVERYTHING, remarks)


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


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks at a runner from outside, as often as the judge waits for it."""

    pid: int
    threads: int
    memory: int

    def breach(self) -> Breach | None:
        """Which bound the process goes beyond, `None` where it keeps them or nobody can tell."""
        psutil = _psutil()
        if psutil is None:
            return None
        try:
            process = psutil.Process(self.pid)
            # A reader of the channel or a timer of the interpreter may be there besides.
            if process.num_threads() > self.threads or process.children():
                return "threads"
            return "memory" if process.memory_info().rss > self.memory else None
        except psutil.Error:
            return None


def _psutil() -> Any:
    try:
        import psutil
    except ImportError:
        return None
    return psutil
