"""Waits for all tasks, and returns them in place of their results."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    tasks = [asyncio.create_task(fetch(page)) for page in PAGES]
    await asyncio.wait(tasks)
    return tasks  # cause: tasks-returned


if __name__ == "__main__":
    print(asyncio.run(main()))
