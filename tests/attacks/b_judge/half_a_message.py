"""Sends half a message and falls silent, so that the judge waits for the rest.

Expected: hung
Payload: useless
"""

import ctypes
import gc
import os


async def main():
    channel = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Channel")
    os.write(channel._write_fd, (1000).to_bytes(4, "big") + b"half of it")
    ctypes.CDLL(None).usleep(100_000_000)
