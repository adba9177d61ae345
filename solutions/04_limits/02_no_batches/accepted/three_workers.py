"""Three workers share an iterator: a worker is a place."""

import asyncio
from collections.abc import Iterator

from world import PLACES, VIDEOS, convert


async def worker(videos: Iterator[str], links: dict[str, str]) -> None:
    for video in videos:
        links[video] = await convert(video)


async def main() -> list[str]:
    videos = iter(VIDEOS)
    links: dict[str, str] = {}
    async with asyncio.TaskGroup() as group:
        for _ in range(PLACES):
            group.create_task(worker(videos, links))
    return [links[video] for video in VIDEOS]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
