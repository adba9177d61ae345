"""The semaphore of a module belongs to everybody who calls load()."""

import asyncio

from world import EPISODES, EpisodeLostError, download

places = asyncio.Semaphore(4)


async def load(episode: int) -> str | None:
    try:
        async with places:
            return await download(episode)
    except EpisodeLostError:
        return None


async def main() -> list[str | None]:
    return await asyncio.gather(*map(load, EPISODES))


if __name__ == "__main__":
    print(asyncio.run(main()))
