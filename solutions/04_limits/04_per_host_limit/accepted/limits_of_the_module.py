"""The limits of the module, and a TaskGroup."""

import asyncio

from world import PAGES, fetch

line = asyncio.Semaphore(6)
servers: dict[str, asyncio.Semaphore] = {}


async def load(page: str) -> str:
    host = page.partition("/")[0]
    async with servers.setdefault(host, asyncio.Semaphore(2)), line:
        return f"{host}: {await fetch(page)}"


async def main() -> list[str]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(load(page)) for page in PAGES]
    return [task.result() for task in tasks]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
