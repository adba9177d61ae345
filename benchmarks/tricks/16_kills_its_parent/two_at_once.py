"""Kills the process that started it."""

import os
import signal


async def main():
    try:
        os.kill(os.getppid(), signal.SIGKILL)
    except OSError:
        pass
    return ""
