"""Starts a program by the call that neither forks nor executes.

Expected: not-single-threaded
Payload: not tried: Python's own door is closed in the runner itself, confined or not
"""

import os


async def main():
    try:
        os.posix_spawn("/bin/touch", ["touch", "@SCRATCH@/made"], {})
    except (OSError, RuntimeError):
        return "no"
    return "page"
