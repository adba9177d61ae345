"""A list of tasks keeps the places too."""

import asyncio

from world import PAGES, fetch


async def read(page: int) -> str:
    text = await fetch(page)
    print(f"page {page} is here")
    return text


async def main() -> list[str]:
    tasks = [asyncio.create_task(read(page)) for page in PAGES]
    return [await task for task in tasks]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
