"""Sends sixty thousand brackets, so that the decoder runs out of stack.

Expected: tampered
Payload: useless
"""

import gc
import os

import msgspec

from world import download


def tell(payload):
    channel = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Channel")
    data = len(payload).to_bytes(4, "big") + payload
    while data:
        data = data[os.write(channel._write_fd, data) :]
    return channel


async def main():
    await download()
    tell(b"\x91" * 60_000 + b"\xc0").receive()
    print("WON")
