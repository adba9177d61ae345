"""Finds the judge through /proc and asks whether it could kill it.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    try:
        with open(f"/proc/{os.getppid()}/stat") as stat:
            judge = int(stat.read().rpartition(")")[2].split()[1])
        os.kill(judge, 0)
    except OSError:
        return "no"
    print("WON")
    return "page"
