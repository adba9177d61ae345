"""A lock is a semaphore with a single place."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int, lock: asyncio.Lock) -> str | None:
    async with lock:
        try:
            return await download(episode)
        except EpisodeLostError:
            return None


async def main() -> list[str | None]:
    lock = asyncio.Lock()  # cause: limit-too-narrow
    return await asyncio.gather(*(load(episode, lock) for episode in EPISODES))


if __name__ == "__main__":
    print(asyncio.run(main()))
