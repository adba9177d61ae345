"""Reads what an earlier student's run may have left in the temporary folder.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os
import tempfile


async def main():
    try:
        os.listdir(tempfile.gettempdir())
        os.listdir("/tmp")
    except OSError:
        return "no"
    print("WON")
    return "page"
