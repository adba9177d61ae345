"""Waits for a second and three quarters and takes what is there."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    tasks = [asyncio.create_task(fetch(page)) for page in PAGES]
    await asyncio.wait(tasks, timeout=1.75)  # cause: gives-up
    return [task.result() for task in tasks if task.done()]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
