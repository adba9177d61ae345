"""Waits as long as two rounds take, and cancels the rest."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int, places: asyncio.Semaphore) -> str | None:
    async with places:
        try:
            return await download(episode)
        except EpisodeLostError:
            return None


async def main() -> list[str | None]:
    places = asyncio.Semaphore(4)
    tasks = [asyncio.create_task(load(episode, places)) for episode in EPISODES]
    done, late = await asyncio.wait(tasks, timeout=2.5)  # cause: gives-up
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return [task.result() if task in done else None for task in tasks]


if __name__ == "__main__":
    print(asyncio.run(main()))
