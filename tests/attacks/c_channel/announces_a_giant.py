"""Announces a message of two gigabytes, for which the judge would make room.

Expected: tampered
Payload: useless
"""

import gc
import os

from world import download


async def main():
    await download()
    channel = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Channel")
    os.write(channel._write_fd, (2**31 - 1).to_bytes(4, "big") + b"x")
    channel.receive()
