"""Takes each line when its page is there."""

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

    tasks = [asyncio.create_task(load(page)) for page in PAGES]
    return [await each for each in asyncio.as_completed(tasks)]  # cause: order-of-arrival
