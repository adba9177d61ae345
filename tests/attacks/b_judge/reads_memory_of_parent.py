"""Reads the memory of the process that forked it, where the checks might be.

Expected: too-fast, leaked-task
Payload: not tried: the parent is closed to the eyes of others even with the confinement of runners off
"""

import ctypes
import os


class Part(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


async def main():
    here = ctypes.create_string_buffer(8)
    mine, theirs = Part(ctypes.addressof(here), 8), Part(id(object), 8)
    vm_read = 310
    if ctypes.CDLL(None).syscall(vm_read, os.getppid(), ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0) == 8:
        print("WON")
    try:
        with open(f"/proc/{os.getppid()}/mem", "rb") as memory:
            memory.seek(id(object))
            if memory.read(8):
                print("WON")
    except OSError:
        pass
    return "page"
