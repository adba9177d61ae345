"""Runs a program, and swallows the refusal.

Expected: not-single-threaded
Payload: not tried: Python's own door is closed in the runner itself, confined or not
"""

import subprocess


async def main():
    try:
        subprocess.run(["touch", "@SCRATCH@/made"], check=True)
    except (OSError, RuntimeError):
        return "no"
    print("WON")
    return "page"
