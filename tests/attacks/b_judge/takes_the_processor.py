"""Chooses its own processor and scheduling, to leave the judge none.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    try:
        os.sched_setaffinity(0, os.sched_getaffinity(0))
    except OSError:
        return "no"
    print("WON")
    return "page"
