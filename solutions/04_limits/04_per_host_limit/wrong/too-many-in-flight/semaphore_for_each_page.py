"""Makes the server's semaphore where it is used, so each page has one of its own."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    line = asyncio.Semaphore(6)

    async def load(page: str) -> str:
        server = asyncio.Semaphore(2)  # cause: limit-per-call
        async with server, line:
            return f"{page.partition('/')[0]}: {await fetch(page)}"

    return await asyncio.gather(*map(load, PAGES))
