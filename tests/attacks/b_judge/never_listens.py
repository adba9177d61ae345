"""Talks and never reads, so that the judge gets stuck with an answer that nobody takes.

Expected: tampered, hung
Payload: useless
"""

import gc
import os

import msgspec


async def main():
    channel = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Channel")
    data = msgspec.msgpack.encode(["Say", ["Flush"], []])
    while True:
        os.write(channel._write_fd, len(data).to_bytes(4, "big") + data)
