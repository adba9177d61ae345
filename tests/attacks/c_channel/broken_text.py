"""Sends text that is not UTF-8.

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
    tell(b"\x93\xa3Say\x92\xa4Idle\xc0\x91\x95\xa7Printed\xa3out\xa2\xff\xfe\xa0\xc0").receive()
    print("WON")
