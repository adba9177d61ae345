"""Says two things at once.

Expected: raised, tampered
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
    tell(msgspec.msgpack.encode(["Say", ["Flush"], []]))
    tell(msgspec.msgpack.encode(["Say", ["Flush"], []])).receive()
    print("WON")
