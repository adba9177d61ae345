"""main need not be an `async def` itself: what it returns can be awaited."""

import asyncio
from collections.abc import Awaitable

from world import PAGES, fetch


def main() -> Awaitable[list[str]]:
    return asyncio.gather(*map(fetch, PAGES))


async def show() -> None:
    print("\n".join(await main()))


if __name__ == "__main__":
    asyncio.run(show())
