"""Becomes another program through the C library.

Expected: not-single-threaded, exited
Payload: not tried: it ends the runner also where it succeeds, and tells nothing
"""

import ctypes


async def main():
    ctypes.CDLL(None).execl(b"/bin/sh", b"sh", b"-c", b"touch @SCRATCH@/made", None)
    return "page"
