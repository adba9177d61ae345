"""First the server's limit, then the line's: whoever holds a place on the line can use it at once."""

import asyncio
from collections import defaultdict

from world import MOST_AT_ONCE, MOST_PER_HOST, PAGES, fetch


def host_of(page: str) -> str:
    """The server that a page comes from."""
    return page.partition("/")[0]


async def load(page: str, server: asyncio.Semaphore, line: asyncio.Semaphore) -> str:
    """Return a line about a page: its server and its title."""
    async with server, line:
        title = await fetch(page)
    return f"{host_of(page)}: {title}"


async def main() -> list[str]:
    """Return a line for each page, in the order of PAGES."""
    line = asyncio.Semaphore(MOST_AT_ONCE)
    servers = defaultdict[str, asyncio.Semaphore](lambda: asyncio.Semaphore(MOST_PER_HOST))
    return await asyncio.gather(*(load(page, servers[host_of(page)], line) for page in PAGES))


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
