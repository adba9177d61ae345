"""Writes machine code into memory and forks from there.

Expected: not-single-threaded
Payload: stopped
"""

import ctypes
import mmap
import os
import platform


async def main():
    if platform.machine() != "x86_64":
        return ctypes.CDLL(None).fork()
    fork = bytes.fromhex("b839000000 0f05 c3")
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(fork)
    call = ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
    child = call()
    if child == 0:
        ctypes.CDLL(None)._exit(0)
    if child > 0:
        os.waitpid(child, 0)
        print("WON")
    return "page"
