"""Works in turn, and prints a hundred megabytes."""

import asyncio

from world import download


async def main():
    for _ in range(100):
        print("x" * 1_000_000)
    page = await download()
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)
    return page
