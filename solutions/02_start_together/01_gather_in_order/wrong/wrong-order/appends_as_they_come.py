"""Appends each page when it arrives."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    book = []
    for page in asyncio.as_completed([fetch(page) for page in PAGES]):  # cause: order-of-arrival
        book.append(await page)  # cause
    return book


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
