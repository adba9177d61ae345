"""Inserts each text where it belongs, into a list that is not that long yet."""

import asyncio

from world import PAGES, fetch

texts: list[str] = []


async def read(page: int) -> None:
    text = await fetch(page)
    print(f"page {page} is here")
    texts.insert(page - 1, text)  # cause: order-of-arrival


async def main() -> list[str]:
    await asyncio.gather(*map(read, PAGES))
    return texts


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
