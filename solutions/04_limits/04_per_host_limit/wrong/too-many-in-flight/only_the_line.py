"""Leaves out the limit of the servers."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    line = asyncio.Semaphore(6)  # cause

    async def load(page: str) -> str:
        async with line:  # cause: limit-missing
            return f"{page.partition('/')[0]}: {await fetch(page)}"

    return await asyncio.gather(*map(load, PAGES))
