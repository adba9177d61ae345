"""Moves the blocking download to a thread.

Expected: not-single-threaded
Payload: not tried: Python's own door is closed in the runner itself, confined or not
"""

import asyncio

from world import download_blocking


async def main():
    try:
        return await asyncio.to_thread(download_blocking)
    except RuntimeError:
        return "no"
