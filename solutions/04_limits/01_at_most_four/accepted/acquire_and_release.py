"""What `async with` does, spelled out: the release stands in a finally."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int, places: asyncio.Semaphore) -> str | None:
    await places.acquire()
    try:
        return await download(episode)
    except EpisodeLostError:
        return None
    finally:
        places.release()


async def main() -> list[str | None]:
    places = asyncio.BoundedSemaphore(4)
    tasks = [asyncio.create_task(load(episode, places)) for episode in EPISODES]
    return [await task for task in tasks]


if __name__ == "__main__":
    print(asyncio.run(main()))
