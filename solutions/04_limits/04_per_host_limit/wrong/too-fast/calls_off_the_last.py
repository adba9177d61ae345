"""Calls off whatever is not there after three and a half seconds."""

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
    done, late = await asyncio.wait(tasks, timeout=3.5)  # cause: gives-up
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return [task.result() for task in tasks if task in done]
