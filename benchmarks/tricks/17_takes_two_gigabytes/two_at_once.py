"""Takes two gigabytes."""

import asyncio

from world import download


async def main():
    kept = bytearray(2 << 30)
    del kept
    page = await download()
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)
    return page
