"""Gathers, and lets each task append its page to one list."""

import asyncio

from world import PAGES, fetch


async def read_into(book: list[str], page: int) -> None:
    book.append(await fetch(page))  # cause: order-of-arrival


async def main() -> list[str]:
    book: list[str] = []
    await asyncio.gather(*(read_into(book, page) for page in PAGES))
    return book


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
