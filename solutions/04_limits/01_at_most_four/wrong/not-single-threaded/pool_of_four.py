"""A thread pool has a limit too, and more threads than there may be."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from world import EPISODES, EpisodeLostError, download


async def load(episode: int) -> str | None:
    try:
        return await download(episode)
    except EpisodeLostError:
        return None


def in_a_thread(episode: int) -> str | None:
    return asyncio.run(load(episode))


async def main() -> list[str | None]:
    with ThreadPoolExecutor(max_workers=4) as pool:
        return list(pool.map(in_a_thread, EPISODES))  # cause: another-thread


if __name__ == "__main__":
    print(asyncio.run(main()))
