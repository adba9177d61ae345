"""Changes its root and its folder.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    for attempt in (os.chroot, os.chdir):
        try:
            attempt("@SCRATCH@")
        except OSError:
            continue
        print("WON")
    return "page"
