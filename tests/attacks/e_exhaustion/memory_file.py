"""Takes memory in the form of a file that has no name.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    try:
        os.memfd_create("onethread")
    except OSError:
        return "no"
    print("WON")
    return "page"
