"""Empties, renames and opens to all a file that is not its own.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    attempts = (
        lambda: os.truncate("@SCRATCH@/hidden", 27),
        lambda: os.chmod("@SCRATCH@/hidden", 0o644),
        lambda: os.utime("@SCRATCH@/hidden"),
        lambda: os.rename("@SCRATCH@/hidden", "@SCRATCH@/hidden"),
    )
    for attempt in attempts:
        try:
            attempt()
        except OSError:
            continue
        print("WON")
    return "page"
