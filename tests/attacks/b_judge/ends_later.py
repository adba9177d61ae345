"""Registers what shall happen at exit: a forged result, when nobody looks any more.

Expected: too-fast, tampered, exited, leaked-task
Payload: useless
"""

import atexit
import gc
import os
import sys
import threading
import weakref

import msgspec


class Thing:
    def __del__(self):
        forge()


thing = Thing()


def forge(*_):
    try:
        channel = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Channel")
        data = msgspec.msgpack.encode(["Say", ["Idle", None], [["Returned", 1, "page"]]])
        os.write(channel._write_fd, len(data).to_bytes(4, "big") + data)
    except Exception:
        pass


async def main():
    atexit.register(forge)
    threading._register_atexit(forge)
    weakref.finalize(Thing, forge)
    sys.excepthook = sys.unraisablehook = forge
    print("WON")
    return "page"
