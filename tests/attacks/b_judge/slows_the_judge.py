"""Lowers the priority of the zygote, and moves it to another processor.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    try:
        os.setpriority(os.PRIO_PROCESS, os.getppid(), 5)
        os.setpriority(os.PRIO_PROCESS, os.getppid(), 0)
    except OSError:
        return "no"
    print("WON")
    return "page"
