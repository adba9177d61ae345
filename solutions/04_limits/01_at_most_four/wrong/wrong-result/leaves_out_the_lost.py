"""Returns only what arrived, so nobody knows which episode is which."""

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
    play = await asyncio.gather(*(load(episode, places) for episode in EPISODES))
    return [text for text in play if text is not None]  # cause: returned-otherwise


if __name__ == "__main__":
    print(asyncio.run(main()))
