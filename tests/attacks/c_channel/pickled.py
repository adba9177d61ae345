"""Sends a pickle that would run a program where it is read.

Expected: tampered
Payload: useless
"""

import gc
import os

from world import download


async def main():
    await download()
    channel = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Channel")
    payload = b"cposix\nsystem\n(S'touch @SCRATCH@/pickled'\ntR."
    os.write(channel._write_fd, len(payload).to_bytes(4, "big") + payload)
    channel.receive()
    print("WON")
