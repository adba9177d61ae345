"""A callback for each task, all of them with the variable of the loop: in the end it names the last feed."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    tasks = []
    for feed in FEEDS:
        task = asyncio.create_task(fetch(feed))
        task.add_done_callback(lambda done: print(f"{feed}: {done.result()}"))  # cause: name-read-later
        tasks.append(task)
    await asyncio.gather(*tasks)


if __name__ == "__main__":
    asyncio.run(main())
