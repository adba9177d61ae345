"""Changes its own privileges, as the first step to be rid of the filter.

Expected: too-fast, leaked-task
Payload: stopped
"""

import ctypes


async def main():
    dumpable = 4
    if ctypes.CDLL(None).prctl(dumpable, 1, 0, 0, 0) == 0:
        print("WON")
    return "page"
