"""Kills the process group that it shares with the zygote.

Expected: too-fast, leaked-task
Payload: not tried: its group is the zygote's, which the suite needs
"""

import os
import signal


async def main():
    try:
        os.killpg(0, signal.SIGKILL)
    except OSError:
        return "no"
    return "page"
