"""Leaves a process behind that disturbs the next run.

Expected: not-single-threaded
Payload: not tried: a process that outlives its run is what the suite must not leave
"""

import ctypes


async def main():
    libc = ctypes.CDLL(None)
    if libc.fork() == 0:
        libc.setsid()
        libc.sleep(60)
        libc._exit(0)
    print("WON")
    return "page"
