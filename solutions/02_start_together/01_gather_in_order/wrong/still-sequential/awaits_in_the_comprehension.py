"""Awaits each page before it asks for the next."""

import asyncio

from world import PAGES, fetch


async def read(page: int) -> str:
    text = await fetch(page)
    print(f"page {page} is here")
    return text


async def main() -> list[str]:
    return [await read(page) for page in PAGES]  # cause: await-in-loop


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
