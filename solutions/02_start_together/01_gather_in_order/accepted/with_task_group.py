"""A task group, and the results when its block is over."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(fetch(page)) for page in PAGES]
    return [task.result() for task in tasks]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
