"""Waits in the C library, where the grader's clock does not see it.

Expected: hung
Payload: useless
"""

import ctypes

from world import download


async def main():
    ctypes.CDLL(None).usleep(100_000_000)
    return await download()
