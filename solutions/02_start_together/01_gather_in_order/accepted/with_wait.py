"""wait gives sets, so the results are read from the list of tasks."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    tasks = [asyncio.create_task(fetch(page)) for page in PAGES]
    await asyncio.wait(tasks)
    return [task.result() for task in tasks]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
