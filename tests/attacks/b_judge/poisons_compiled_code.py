"""Writes where Python looks for modules, so that a later run imports its code.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os
import sys


async def main():
    for folder in ("@SCRATCH@", "/tmp", os.path.dirname(os.__file__) + "/__pycache__"):
        path = os.path.join(folder, "onethread_poison.py")
        try:
            with open(path, "w") as file:
                file.write("raise SystemExit")
        except OSError:
            continue
        os.unlink(path)
        print("WON")
    sys.path.insert(0, "@SCRATCH@")
    return "page"
