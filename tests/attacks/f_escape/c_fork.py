"""Forks through the C library, past Python's own functions.

Expected: not-single-threaded
Payload: stopped
"""

import ctypes
import os


async def main():
    libc = ctypes.CDLL(None)
    child = libc.fork()
    if child == 0:
        libc._exit(0)
    if child > 0:
        os.waitpid(child, 0)
        print("WON")
    return "page"
