"""Sixteen workers, of whom fifteen find the queue empty before the first list has come."""

import asyncio

from world import ROOT, list_folder


async def worker(waiting: asyncio.Queue[str], found: list[str]) -> None:
    while not waiting.empty():  # cause: leaves-when-empty
        folder = await waiting.get()
        found.append(folder)
        for inner in await list_folder(folder):
            waiting.put_nowait(inner)


async def main() -> list[str]:
    waiting: asyncio.Queue[str] = asyncio.Queue()
    waiting.put_nowait(ROOT)
    found: list[str] = []
    await asyncio.gather(*(worker(waiting, found) for _ in range(16)))
    return found
