"""Holds a place while the task is made, which takes no time, not while it runs."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int) -> str | None:
    try:
        return await download(episode)
    except EpisodeLostError:
        return None


async def main() -> list[str | None]:
    places = asyncio.Semaphore(4)
    tasks = []
    for episode in EPISODES:
        async with places:  # cause: limit-around-creation
            tasks.append(asyncio.create_task(load(episode)))  # cause
    return [await task for task in tasks]


if __name__ == "__main__":
    print(asyncio.run(main()))
