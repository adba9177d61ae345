"""Counts from 0 to 4, which is five. The time is the same: three rounds."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int, places: asyncio.Semaphore) -> str | None:
    async with places:
        try:
            return await download(episode)
        except EpisodeLostError:
            return None


async def main() -> list[str | None]:
    places = asyncio.Semaphore(5)  # cause: limit-too-wide
    return await asyncio.gather(*(load(episode, places) for episode in EPISODES))


if __name__ == "__main__":
    print(asyncio.run(main()))
