"""Asks for the limits of the zygote, which it could then lower until it dies.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os
import resource


async def main():
    try:
        resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE)
    except (OSError, ValueError):
        return "no"
    print("WON")
    return "page"
