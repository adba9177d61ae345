"""Makes a coroutine for each page and returns them, never awaited."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    return [fetch(page) for page in PAGES]  # cause: call-not-awaited


if __name__ == "__main__":
    print(asyncio.run(main()))
