"""Returns what gather gives without awaiting it."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    return asyncio.gather(*(fetch(page) for page in PAGES))  # cause: call-not-awaited


if __name__ == "__main__":
    print(asyncio.run(main()))
