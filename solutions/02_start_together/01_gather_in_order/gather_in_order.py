"""gather starts all eight, waits for all, and keeps their places."""

import asyncio

from world import PAGES, fetch


async def read(page: int) -> str:
    """Fetch a page, and say so when it is here."""
    text = await fetch(page)
    print(f"page {page} is here")
    return text


async def main() -> list[str]:
    """Return the texts of all pages, in the order of the book."""
    return await asyncio.gather(*(read(page) for page in PAGES))


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
