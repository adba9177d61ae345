"""Asks for a process by the newest of the calls, whose flags no filter can read.

Expected: not-single-threaded
Payload: stopped
"""

import ctypes
import os
import struct


async def main():
    libc = ctypes.CDLL(None)
    wanted = struct.pack("<11Q", 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0)
    child = libc.syscall(435, wanted, len(wanted))
    if child == 0:
        libc._exit(0)
    if child > 0:
        os.waitpid(child, 0)
        print("WON")
    return "page"
