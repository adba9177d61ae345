"""Sends SIGKILL to every process that it may.

Expected: too-fast, leaked-task
Payload: not tried: with the confinement off it would end the machine's session
"""

import ctypes
import os
import signal


async def main():
    for attempt in (lambda: os.kill(-1, signal.SIGKILL), lambda: ctypes.CDLL(None).kill(-1, signal.SIGKILL)):
        try:
            attempt()
        except OSError:
            pass
    return "page"
