"""One semaphore, shared by all: whoever downloads holds one of its four places."""

import asyncio

from world import EPISODES, MOST_AT_ONCE, EpisodeLostError, download


async def load(episode: int, places: asyncio.Semaphore) -> str | None:
    """Return an episode, or None where the station has lost it."""
    async with places:
        try:
            return await download(episode)
        except EpisodeLostError:
            return None


async def main() -> list[str | None]:
    """Return the twelve episodes in order, None for each that is lost."""
    places = asyncio.Semaphore(MOST_AT_ONCE)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(load(episode, places)) for episode in EPISODES]
    return [task.result() for task in tasks]


if __name__ == "__main__":
    print(asyncio.run(main()))
