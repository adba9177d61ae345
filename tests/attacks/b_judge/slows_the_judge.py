"""Lowers the priority of the zygote, and moves it to another processor.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    try:
        os.setpriority(os.PRIO_PROCESS, os.getppid(), 1)
    except OSError:
        return "no"
    print("WON")
    return "page"
