"""Forks by the number of the call.

Expected: not-single-threaded
Payload: stopped
"""

import ctypes
import os
import platform


async def main():
    libc = ctypes.CDLL(None)
    child = libc.syscall(57) if platform.machine() == "x86_64" else libc.syscall(220, 17, 0, 0, 0, 0)
    if child == 0:
        libc._exit(0)
    if child > 0:
        os.waitpid(child, 0)
        print("WON")
    return "page"
