"""Download the twelve episodes of a radio play, one after the other: 12 s.

Your task: let four downloads run at once, and never more. Then it takes 3 s.
"""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int) -> str | None:
    """Return an episode, or None where the station has lost it."""
    try:
        return await download(episode)
    except EpisodeLostError:
        return None


async def main() -> list[str | None]:
    """Return the twelve episodes in order, None for each that is lost."""
    return [await load(episode) for episode in EPISODES]


if __name__ == "__main__":
    print(asyncio.run(main()))
