"""Reckons that three servers of two make six, and leaves out the line's limit."""

import asyncio
from collections import defaultdict

from world import PAGES, fetch


async def main() -> list[str]:
    servers = defaultdict(lambda: asyncio.Semaphore(2))  # cause

    async def load(page: str) -> str:
        host = page.partition("/")[0]
        async with servers[host]:  # cause: limit-missing
            return f"{host}: {await fetch(page)}"

    return await asyncio.gather(*map(load, PAGES))
