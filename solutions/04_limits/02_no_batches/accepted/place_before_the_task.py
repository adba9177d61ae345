"""Takes the place before the task is made, and lets the task's end give it back."""

import asyncio

from world import PLACES, VIDEOS, convert


async def main() -> list[str]:
    places = asyncio.Semaphore(PLACES)
    tasks = []
    async with asyncio.TaskGroup() as group:
        for video in VIDEOS:
            await places.acquire()
            task = group.create_task(convert(video))
            task.add_done_callback(lambda _: places.release())
            tasks.append(task)
    return [task.result() for task in tasks]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
