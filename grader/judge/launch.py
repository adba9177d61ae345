"""Where runners come from on this machine."""

import sys

from grader.judge.runners import Launcher


def launcher() -> Launcher:
    """The launcher for this machine."""
    if sys.platform == "linux":
        from grader.judge.forked import Zygote

        return Zygote()
    else:  # noqa: RET505 - so that mypy sees that it is one system or the other
        from grader.judge.fresh import FreshProcesses

        return FreshProcesses()
