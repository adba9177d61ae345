"""Runs a shell.

Expected: not-single-threaded
Payload: not tried: Python's own door is closed in the runner itself, confined or not
"""

import os


async def main():
    try:
        os.system("touch @SCRATCH@/made")
    except (OSError, RuntimeError):
        return "no"
    print("WON")
    return "page"
