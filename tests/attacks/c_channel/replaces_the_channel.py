"""Puts standard output in the place of the channel, so that what it prints is what the judge reads.

Expected: too-fast, exited, tampered, hung, leaked-task
Payload: stopped
"""

import gc
import os


async def main():
    channel = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Channel")
    saved = os.dup(channel._write_fd)
    try:
        os.dup2(1, channel._write_fd)
        os.dup2(saved, channel._write_fd)
    except OSError:
        return "no"
    print("WON")
    return "page"
