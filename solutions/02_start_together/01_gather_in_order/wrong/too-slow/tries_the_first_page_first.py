"""Fetches the first page to see whether the archive answers, then the others together."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    first, *others = PAGES
    text = await fetch(first)  # cause: awaited-in-turn
    return [text, *await asyncio.gather(*map(fetch, others))]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
