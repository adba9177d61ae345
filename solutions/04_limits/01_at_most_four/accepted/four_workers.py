"""Four tasks take one episode after the other from a common iterator."""

import asyncio
from collections.abc import Iterator

from world import EPISODES, EpisodeLostError, download


async def worker(episodes: Iterator[int], loaded: dict[int, str | None]) -> None:
    for episode in episodes:
        try:
            loaded[episode] = await download(episode)
        except EpisodeLostError:
            loaded[episode] = None


async def main() -> list[str | None]:
    loaded: dict[int, str | None] = {}
    episodes = iter(EPISODES)
    async with asyncio.TaskGroup() as group:
        for _ in range(4):
            group.create_task(worker(episodes, loaded))
    return [loaded[episode] for episode in EPISODES]


if __name__ == "__main__":
    print(asyncio.run(main()))
