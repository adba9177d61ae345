"""Takes a place, gives it back, and downloads."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int, places: asyncio.Semaphore) -> str | None:
    async with places:
        request = download(episode)  # cause: work-outside-the-limit
    try:
        return await request  # cause
    except EpisodeLostError:
        return None


async def main() -> list[str | None]:
    places = asyncio.Semaphore(4)
    return await asyncio.gather(*(load(episode, places) for episode in EPISODES))


if __name__ == "__main__":
    print(asyncio.run(main()))
