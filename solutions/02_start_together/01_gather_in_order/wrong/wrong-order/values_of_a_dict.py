"""Puts each page under its number, then trusts the order of the dict."""

import asyncio

from world import PAGES, fetch


async def read_into(book: dict[int, str], page: int) -> None:
    book[page] = await fetch(page)  # cause: order-of-arrival


async def main() -> list[str]:
    book: dict[int, str] = {}
    await asyncio.gather(*(read_into(book, page) for page in PAGES))
    return list(book.values())  # cause


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
