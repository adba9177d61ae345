"""Makes the semaphore inside the function, so everybody has one of their own."""

import asyncio

from world import EPISODES, EpisodeLostError, download


async def load(episode: int) -> str | None:
    places = asyncio.Semaphore(4)  # cause: limit-per-call
    async with places:
        try:
            return await download(episode)
        except EpisodeLostError:
            return None


async def main() -> list[str | None]:
    return await asyncio.gather(*map(load, EPISODES))


if __name__ == "__main__":
    print(asyncio.run(main()))
