"""Gets a handle of the zygote, with which it could be killed at any later time.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    try:
        os.pidfd_open(os.getppid())
    except OSError:
        return "no"
    print("WON")
    return "page"
