"""Writes a file, in every way there is to open one.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    for flags in (os.O_CREAT | os.O_WRONLY, os.O_RDWR | os.O_CREAT, os.O_TMPFILE | os.O_RDWR, os.O_APPEND | os.O_CREAT):
        name = "@SCRATCH@" if flags & os.O_TMPFILE == os.O_TMPFILE else "@SCRATCH@/made"
        try:
            os.close(os.open(name, flags, 0o600))
        except OSError:
            continue
        print("WON")
    return "page"
