"""Each page is put under its number as it comes, and read out in order."""

import asyncio

from world import PAGES, fetch


async def read_into(book: dict[int, str], page: int) -> None:
    book[page] = await fetch(page)


async def main() -> list[str]:
    book: dict[int, str] = {}
    await asyncio.gather(*(read_into(book, page) for page in PAGES))
    return [book[page] for page in PAGES]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
