"""Becomes another program, without filter as it hopes.

Expected: not-single-threaded
Payload: not tried: Python's own door is closed in the runner itself, confined or not
"""

import os


async def main():
    try:
        os.execv("/bin/sh", ["sh", "-c", "touch @SCRATCH@/made"])
    except (OSError, RuntimeError):
        return "no"
