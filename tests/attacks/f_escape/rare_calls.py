"""Tries the calls behind which most bugs of kernels were: keys, programs, counters, faults, handles, modules.

Expected: too-fast, leaked-task
Payload: stopped
"""

import ctypes

X86_64 = {"add_key": 248, "keyctl": 250, "bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "inotify_init": 253}


async def main():
    libc = ctypes.CDLL(None)
    libc.syscall.restype = ctypes.c_long
    for name, number in X86_64.items():
        if libc.syscall(number, 0, 0, 0, 0, 0) >= 0:
            print("WON", name)
    return "page"
