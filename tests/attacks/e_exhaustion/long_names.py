"""Gives its tasks names of a million characters.

Expected: too-fast, leaked-task, output-limit
Payload: useless
"""

import asyncio


async def wait():
    print("x")
    await asyncio.sleep(60)


async def main():
    tasks = [asyncio.create_task(wait(), name="n" * 1_000_000) for _ in range(3)]
    await asyncio.sleep(0)
    return len(tasks)
