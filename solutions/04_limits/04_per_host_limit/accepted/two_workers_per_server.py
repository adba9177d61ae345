"""Two workers for each server share its pages, and all of them share the line."""

import asyncio
from collections.abc import Iterator

from world import PAGES, fetch


def host_of(page: str) -> str:
    return page.partition("/")[0]


async def worker(pages: Iterator[str], line: asyncio.Semaphore, lines: dict[str, str]) -> None:
    for page in pages:
        async with line:
            lines[page] = f"{host_of(page)}: {await fetch(page)}"


async def main() -> list[str]:
    line = asyncio.Semaphore(6)
    lines: dict[str, str] = {}
    async with asyncio.TaskGroup() as group:
        for host in dict.fromkeys(map(host_of, PAGES)):
            pages = iter([page for page in PAGES if host_of(page) == host])
            for _ in range(2):
                group.create_task(worker(pages, line, lines))
    return [lines[page] for page in PAGES]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
