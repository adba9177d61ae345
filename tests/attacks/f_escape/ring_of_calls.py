"""Lets the kernel make calls on its behalf, past every filter, through a ring.

Expected: too-fast, leaked-task
Payload: stopped
"""

import ctypes


async def main():
    if ctypes.CDLL(None).syscall(425, 1, bytes(120)) >= 0:
        print("WON")
    return "page"
