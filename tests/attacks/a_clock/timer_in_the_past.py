"""Says that its next timer was yesterday, so that time moves backwards.

Expected: tampered
Payload: useless
"""

import gc
import os

import msgspec

from world import download


async def main():
    await download()
    channel = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Channel")
    data = msgspec.msgpack.encode(["Say", ["Idle", 1], []])
    os.write(channel._write_fd, len(data).to_bytes(4, "big") + data)
    channel.receive()
