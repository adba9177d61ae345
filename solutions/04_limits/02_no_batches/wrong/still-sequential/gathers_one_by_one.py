"""A gather for each video, which is a batch of one."""

import asyncio

from world import VIDEOS, convert


async def main() -> list[str]:
    links = []
    for video in VIDEOS:
        links += await asyncio.gather(convert(video))  # cause: group-for-each
    return links


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
