"""Starts a thread through the C library and lets it work.

Expected: not-single-threaded
Payload: stopped
"""

import ctypes


async def main():
    libc = ctypes.CDLL(None)
    work = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(lambda _: None)
    thread = ctypes.c_ulong()
    if libc.pthread_create(ctypes.byref(thread), None, work, None) == 0:
        libc.pthread_join(thread, None)
        print("WON")
    return "page"
