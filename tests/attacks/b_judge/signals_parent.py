"""Sends a signal to the process that forked it; signal 0 only asks whether it could, and a second would kill.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    try:
        os.kill(os.getppid(), 0)
    except OSError:
        return "no"
    print("WON")
    return "page"
