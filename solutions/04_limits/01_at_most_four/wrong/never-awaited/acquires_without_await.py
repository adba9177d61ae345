"""Calls acquire() and does not wait for it, so nobody ever holds a place."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int, places: asyncio.Semaphore) -> str | None:
    places.acquire()  # cause: call-not-awaited
    try:
        return await download(episode)
    except EpisodeLostError:
        return None
    finally:
        places.release()


async def main() -> list[str | None]:
    places = asyncio.Semaphore(4)
    return await asyncio.gather(*(load(episode, places) for episode in EPISODES))


if __name__ == "__main__":
    print(asyncio.run(main()))
