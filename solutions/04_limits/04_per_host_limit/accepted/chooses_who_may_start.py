"""One place decides: whenever something is done, start every page that both limits allow."""

import asyncio
from collections import Counter

from world import PAGES, fetch


def host_of(page: str) -> str:
    return page.partition("/")[0]


async def load(page: str) -> str:
    return f"{host_of(page)}: {await fetch(page)}"


async def main() -> list[str]:
    waiting = list(PAGES)
    tasks: dict[str, asyncio.Task[str]] = {}
    while waiting:
        running = [page for page, task in tasks.items() if not task.done()]
        at_host = Counter(map(host_of, running))
        for page in list(waiting):
            if at_host.total() < 6 and at_host[host_of(page)] < 2:
                at_host[host_of(page)] += 1
                waiting.remove(page)
                tasks[page] = asyncio.create_task(load(page))
        under_way = [task for task in tasks.values() if not task.done()]
        await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
    return [await tasks[page] for page in PAGES]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
