"""Waits for the group, and then downloads everything once more to have it."""

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
    async with asyncio.TaskGroup() as group:
        for episode in EPISODES:
            group.create_task(load(episode, places))
    return [await load(episode, places) for episode in EPISODES]  # cause: asked-again


if __name__ == "__main__":
    print(asyncio.run(main()))
