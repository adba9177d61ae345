"""Reads how its parent was called, and with which environment.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os
from pathlib import Path


async def main():
    for name in ("cmdline", "environ", "maps", "auxv"):
        try:
            Path(f"/proc/{os.getppid()}/{name}").read_bytes()
        except OSError:
            continue
        print("WON", name)
    return "page"
