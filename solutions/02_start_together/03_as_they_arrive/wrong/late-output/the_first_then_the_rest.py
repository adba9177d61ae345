"""Shows the first at once, and all others together when the last of them is here."""

import asyncio

from world import FEEDS, fetch


async def news_of(feed: str) -> str:
    return f"{feed}: {await fetch(feed)}"


async def main() -> None:
    tasks = [asyncio.create_task(news_of(feed)) for feed in FEEDS]
    done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        print(task.result())
    done, _ = await asyncio.wait(waiting)  # cause: output-held-back
    for task in done:
        print(task.result())  # cause


if __name__ == "__main__":
    asyncio.run(main())
