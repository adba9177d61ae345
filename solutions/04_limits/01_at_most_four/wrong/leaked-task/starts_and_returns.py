"""Makes the tasks, and returns while they wait for a place."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int, places: asyncio.Semaphore) -> str | None:
    async with places:
        try:
            return await download(episode)
        except EpisodeLostError:
            return None


async def main() -> list[str | None]:
    places = asyncio.Semaphore(4)
    tasks = [asyncio.create_task(load(episode, places)) for episode in EPISODES]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  # cause: waits-for-some
    return [task.result() for task in tasks if task.done()]


if __name__ == "__main__":
    print(asyncio.run(main()))
