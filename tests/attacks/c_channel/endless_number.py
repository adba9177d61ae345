"""Sends a number of a million digits, which takes long to read.

Expected: wrong-result
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
    tell(msgspec.msgpack.encode(["Say", ["Idle", None], [["Returned", 1, ["int", "0x" + "f" * 1_000_000]]]])).receive()
    print("WON")
