"""Each page appends its line when it is there."""

import asyncio
from collections import defaultdict

from world import PAGES, fetch


async def main() -> list[str]:
    line = asyncio.Semaphore(6)
    servers = defaultdict(lambda: asyncio.Semaphore(2))
    lines = []

    async def load(page: str) -> None:
        host = page.partition("/")[0]
        async with servers[host], line:
            title = await fetch(page)
        lines.append(f"{host}: {title}")  # cause: order-of-arrival

    await asyncio.gather(*map(load, PAGES))
    return lines
