"""Starts all twelve at once."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int) -> str | None:
    try:
        return await download(episode)
    except EpisodeLostError:
        return None


async def main() -> list[str | None]:
    return await asyncio.gather(*map(load, EPISODES))  # cause: no-limit


if __name__ == "__main__":
    print(asyncio.run(main()))
