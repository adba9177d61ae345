"""Catches the signal with which the kernel ends whoever forks.

Expected: not-single-threaded
Payload: stopped
"""

import ctypes
import os
import signal


async def main():
    signal.signal(signal.SIGSYS, lambda *_: None)
    libc = ctypes.CDLL(None)
    child = libc.fork()
    if child == 0:
        libc._exit(0)
    if child > 0:
        os.waitpid(child, 0)
        print("WON")
    return "page"
