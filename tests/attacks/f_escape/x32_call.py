"""Calls the kernel by the numbers of its second interface, where fork is fork under another number.

Expected: too-fast, leaked-task
Payload: useless
"""

import ctypes


async def main():
    child = ctypes.CDLL(None).syscall(0x40000000 + 57)
    if child == 0:
        ctypes.CDLL(None)._exit(0)
    if child > 0:
        print("WON")
    return "page"
