"""Makes links and other names to climb out with.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    attempts = (
        lambda: os.symlink("/", "@SCRATCH@/root"),
        lambda: os.link("@SCRATCH@/hidden", "@SCRATCH@/known"),
        lambda: os.mkfifo("@SCRATCH@/pipe"),
    )
    for attempt in attempts:
        try:
            attempt()
        except OSError:
            continue
        print("WON")
    return "page"
