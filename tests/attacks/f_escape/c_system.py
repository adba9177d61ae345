"""Runs a shell through the C library, past Python's own functions.

Expected: not-single-threaded
Payload: stopped
"""

import ctypes
import os


async def main():
    ctypes.CDLL(None).system(b"touch @SCRATCH@/made")
    if os.path.exists("@SCRATCH@/made"):
        print("WON")
    return "page"
