"""Sends a message a byte at a time, each just before the judge loses its patience.

Expected: hung
Payload: useless
"""

import ctypes
import gc
import os


async def main():
    channel = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Channel")
    os.write(channel._write_fd, (1_000_000).to_bytes(4, "big"))
    while True:
        os.write(channel._write_fd, b"x")
        ctypes.CDLL(None).usleep(30_000)
