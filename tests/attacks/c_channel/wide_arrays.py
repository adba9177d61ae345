"""Sends four million empty lists in one message, each of which takes memory in the judge.

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
    tell(b"\x93\xa3Say\x92\xa4Idle\xc0\xdd" + (3_000_000).to_bytes(4, "big") + b"\x90" * 3_000_000).receive()
    print("WON")
