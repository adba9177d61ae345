"""Waits until all are there, and then fetches each once more for its line."""

import asyncio
from collections import defaultdict

from world import PAGES, fetch


async def main() -> list[str]:
    line = asyncio.Semaphore(6)
    servers = defaultdict(lambda: asyncio.Semaphore(2))

    async def load(page: str) -> str:
        host = page.partition("/")[0]
        async with servers[host], line:
            return f"{host}: {await fetch(page)}"

    await asyncio.gather(*map(load, PAGES))
    return [await load(page) for page in PAGES]  # cause: asked-again
