"""A place is kept free for each page before any of them comes."""

import asyncio

from world import PAGES, fetch


async def read_into(book: list[str], place: int, page: int) -> None:
    book[place] = await fetch(page)


async def main() -> tuple[str, ...]:
    book = [""] * len(PAGES)
    tasks = [asyncio.create_task(read_into(book, place, page)) for place, page in enumerate(PAGES)]
    for task in tasks:
        await task
    return tuple(book)


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
