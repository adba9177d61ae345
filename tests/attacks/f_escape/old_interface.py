"""Calls the kernel by its 32-bit interface, whose numbers mean other calls.

Expected: too-fast, crashed, leaked-task
Payload: stopped
"""

import ctypes
import mmap
import platform


async def main():
    if platform.machine() != "x86_64":
        return "no such interface"
    getppid = bytes.fromhex("b840000000 cd80 c3")
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(getppid)
    call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
    if call() > 0:
        print("WON")
    return "page"
