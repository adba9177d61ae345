"""Takes a place on the line, and then waits for the server with it in hand."""

import asyncio
from collections import defaultdict

from world import PAGES, fetch


async def main() -> list[str]:
    line = asyncio.Semaphore(6)
    servers = defaultdict(lambda: asyncio.Semaphore(2))

    async def load(page: str) -> str:
        host = page.partition("/")[0]
        async with line, servers[host]:  # cause: limits-in-wrong-order
            return f"{host}: {await fetch(page)}"

    return await asyncio.gather(*map(load, PAGES))
