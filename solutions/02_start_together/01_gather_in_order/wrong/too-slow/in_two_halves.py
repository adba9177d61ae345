"""Gathers the first four pages, then the other four."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    first = await asyncio.gather(*map(fetch, PAGES[:4]))  # cause: chunks
    second = await asyncio.gather(*map(fetch, PAGES[4:]))
    return first + second


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
