"""Waits for everything in a group, and hands nothing back."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int, places: asyncio.Semaphore) -> str | None:
    async with places:
        try:
            return await download(episode)
        except EpisodeLostError:
            return None


async def main() -> None:  # cause: nothing-returned
    places = asyncio.Semaphore(4)
    async with asyncio.TaskGroup() as group:
        for episode in EPISODES:
            group.create_task(load(episode, places))


if __name__ == "__main__":
    print(asyncio.run(main()))
