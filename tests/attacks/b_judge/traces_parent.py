"""Attaches to its parent as a debugger would, to write into its memory.

Expected: too-fast, leaked-task
Payload: stopped
Needs: root
"""

import ctypes
import os


async def main():
    ptrace = ctypes.CDLL(None, use_errno=True).ptrace
    ptrace.argtypes = [ctypes.c_long] * 4
    seize = 0x4206
    if ptrace(seize, os.getppid(), 0, 0) == 0:
        print("WON")
    return "page"
