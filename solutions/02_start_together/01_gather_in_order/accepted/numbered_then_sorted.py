"""Takes the pages as they come, each with its number, and sorts at the end."""

import asyncio

from world import PAGES, fetch


async def numbered(page: int) -> tuple[int, str]:
    return page, await fetch(page)


async def main() -> list[str]:
    arrived = [await page for page in asyncio.as_completed([numbered(page) for page in PAGES])]
    return [text for _, text in sorted(arrived)]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
