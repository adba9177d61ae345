"""Takes the server's place in main's helper and again in load: two pages hold one each, and want another."""

import asyncio
from collections import defaultdict

from world import PAGES, fetch

line = asyncio.Semaphore(6)
servers = defaultdict(lambda: asyncio.Semaphore(2))


async def load(page: str) -> str:
    host = page.partition("/")[0]
    async with servers[host], line:  # cause
        return f"{host}: {await fetch(page)}"


async def polite(page: str) -> str:
    async with servers[page.partition("/")[0]]:  # cause: taken-twice
        return await load(page)


async def main() -> list[str]:
    return await asyncio.gather(*map(polite, PAGES))
