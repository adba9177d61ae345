"""Has a lock for each server, which is a semaphore with one place."""

import asyncio
from collections import defaultdict

from world import PAGES, fetch


async def main() -> list[str]:
    line = asyncio.Semaphore(6)
    servers = defaultdict(asyncio.Lock)  # cause: limit-too-narrow

    async def load(page: str) -> str:
        host = page.partition("/")[0]
        async with servers[host], line:
            return f"{host}: {await fetch(page)}"

    return await asyncio.gather(*map(load, PAGES))
