"""Calls gather, with one page in each call."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    book: list[str] = []
    for page in PAGES:
        book += await asyncio.gather(fetch(page))  # cause: group-for-each
    return book


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
