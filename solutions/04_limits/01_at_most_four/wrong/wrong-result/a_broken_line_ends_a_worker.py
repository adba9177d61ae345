"""Workers that take from a queue; what ends one of them is gathered and looked at by nobody."""

import asyncio

from world import EPISODES, MOST_AT_ONCE, EpisodeLostError, download


async def main() -> list[str | None]:
    waiting: asyncio.Queue[tuple[int, int]] = asyncio.Queue()
    for place, episode in enumerate(EPISODES):
        waiting.put_nowait((place, episode))
    results: list[str | None] = [None] * len(EPISODES)

    async def worker() -> None:
        while True:
            place, episode = await waiting.get()
            try:
                results[place] = await download(episode)
            except EpisodeLostError:
                pass
            finally:
                waiting.task_done()

    workers = [asyncio.create_task(worker()) for _ in range(MOST_AT_ONCE)]
    await waiting.join()
    for each in workers:
        each.cancel()
    await asyncio.gather(*workers, return_exceptions=True)  # cause: exception-dropped
    return results
