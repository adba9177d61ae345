"""Starts a thread by the module below `threading`.

Expected: not-single-threaded
Payload: not tried: Python's own door is closed in the runner itself, confined or not
"""

import _thread

from world import download_blocking


async def main():
    try:
        _thread.start_new_thread(download_blocking, ())
    except RuntimeError:
        return "no"
    return "page"
