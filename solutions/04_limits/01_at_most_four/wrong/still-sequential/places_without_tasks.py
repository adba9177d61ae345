"""Has four places, and asks for one only when the last is free again."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int) -> str | None:
    try:
        return await download(episode)
    except EpisodeLostError:
        return None


async def main() -> list[str | None]:
    places = asyncio.Semaphore(4)
    play = []
    for episode in EPISODES:
        async with places:
            play.append(await load(episode))  # cause: await-in-loop
    return play


if __name__ == "__main__":
    print(asyncio.run(main()))
