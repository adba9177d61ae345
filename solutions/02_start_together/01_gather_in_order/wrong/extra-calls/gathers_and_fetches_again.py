"""Gathers to be quick, then fetches each page once more to have it in order."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    await asyncio.gather(*map(fetch, PAGES))
    return [await fetch(page) for page in PAGES]  # cause: asked-again


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
