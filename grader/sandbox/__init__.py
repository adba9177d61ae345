"""Keeps a submission in: what a runner's process gives up before it loads one, and how that is measured.

* `port`: what is asked of a sandbox, and what is said of it in reports
* `linux`: another user, limits, paths and calls, in the order in which they are given up
* `policy`: what a submission may ask of the kernel; `bpf` assembles it, `syscalls` has the numbers
* `landlock`: which files it may read; `python_files` says which those are
* `kernel`: Linux through ctypes
* `bounds`: limits that a process carries itself, on every POSIX system
* `elsewhere`, `windows`: systems that have nothing like it
* `canaries`: attempts to get out, made at start, since what is said to hold may not
"""

import subprocess
import sys
from collections.abc import Callable

from grader.sandbox.elsewhere import Breach, Watch, end_group, standing_elsewhere
from grader.sandbox.port import Confinement, Standing

__all__ = [
    "Breach",
    "Confinement",
    "Standing",
    "Watch",
    "end_group",
    "hold_in_job",
    "prepare",
    "protect_judge",
    "standing_elsewhere",
]


def prepare(*without: str) -> Confinement:
    """What runners of this process will put on; `without` names layers to do as if the system did not offer them."""
    if sys.platform == "linux":
        from grader.sandbox.linux import LinuxConfinement

        return LinuxConfinement(without)
    else:  # noqa: RET505 - so that mypy sees that it is one system or the other
        from grader.sandbox.elsewhere import LimitedProcess

        return LimitedProcess()


def protect_judge() -> None:
    """Let no other process of this user read the memory of this one, where the system knows how."""
    if sys.platform == "linux":
        from grader.sandbox.linux import hide_from_other_processes

        hide_from_other_processes()


def hold_in_job(process: "subprocess.Popen[bytes]") -> Callable[[], None]:
    """On Windows, hold a process that was just started in a job; returns what closes it. Elsewhere nothing happens."""
    if sys.platform == "win32":
        from grader.sandbox.windows import put_in_job

        job = put_in_job(int(process._handle))  # noqa: SLF001 - there is no public way to it
        if job is not None:
            return job.close
    return lambda: None
