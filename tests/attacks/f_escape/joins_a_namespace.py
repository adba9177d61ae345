"""Joins the world of its parent.

Expected: too-fast, leaked-task
Payload: stopped
Needs: root
"""

import ctypes
import os


async def main():
    libc = ctypes.CDLL(None)
    parent = libc.syscall(434, os.getppid(), 0)
    new_mount = 0x00020000
    if parent >= 0 and libc.setns(parent, new_mount) == 0:
        print("WON")
    return "page"
