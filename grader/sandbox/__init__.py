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

import sys

from grader.sandbox.elsewhere import standing_elsewhere
from grader.sandbox.port import Confinement, Standing

__all__ = ["Confinement", "Standing", "prepare", "protect_judge", "standing_elsewhere"]


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
