"""Calls off whatever is not done after two and a half seconds."""

import asyncio

from world import VIDEOS, convert


async def main() -> list[str]:
    places = asyncio.Semaphore(3)

    async def one(video: str) -> str:
        async with places:
            return await convert(video)

    tasks = [asyncio.create_task(one(video)) for video in VIDEOS]
    done, late = await asyncio.wait(tasks, timeout=2.5)  # cause: gives-up
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return [task.result() for task in tasks if task in done]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
