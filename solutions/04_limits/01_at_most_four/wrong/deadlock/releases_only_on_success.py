"""A lost episode takes its place with it: after four of them there is none left."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int, places: asyncio.Semaphore) -> str | None:
    await places.acquire()
    try:
        text = await download(episode)
    except EpisodeLostError:
        return None  # cause: never-released
    places.release()  # cause
    return text


async def main() -> list[str | None]:
    places = asyncio.Semaphore(4)
    return await asyncio.gather(*(load(episode, places) for episode in EPISODES))


if __name__ == "__main__":
    print(asyncio.run(main()))
