"""Cuts the list into batches of three."""

import asyncio

from world import VIDEOS, convert


async def main() -> list[str]:
    links: list[str] = []
    for first in range(0, len(VIDEOS), 3):
        links += await asyncio.gather(*map(convert, VIDEOS[first : first + 3]))  # cause: chunks
    return links


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
