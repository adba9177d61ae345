"""Waits by asking for the time again and again; the virtual clock never moves for that.

Expected: hung, output-limit, never-ends
Payload: useless
"""

import time

from world import download


async def main():
    until = time.monotonic() + 2.5
    while time.monotonic() < until:
        pass
    return await download()
