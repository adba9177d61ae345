"""Hands gather one list where it wants single arguments."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    tasks = [asyncio.create_task(fetch(page)) for page in PAGES]
    return await asyncio.gather(tasks)  # cause: list-for-arguments


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
