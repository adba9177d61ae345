"""A semaphore has to be waited for: `with` cannot."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int, places: asyncio.Semaphore) -> str | None:
    with places:  # cause: with-without-async
        try:
            return await download(episode)
        except EpisodeLostError:
            return None


async def main() -> list[str | None]:
    places = asyncio.Semaphore(4)
    return await asyncio.gather(*(load(episode, places) for episode in EPISODES))


if __name__ == "__main__":
    print(asyncio.run(main()))
