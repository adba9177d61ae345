"""Gives the wedding a place of its own, since it is the long one."""

import asyncio

from world import VIDEOS, convert

links: dict[str, str] = {}


async def place(videos: tuple[str, ...]) -> None:
    for video in videos:  # cause
        links[video] = await convert(video)


async def main() -> list[str]:
    await asyncio.gather(place(VIDEOS[:1]), place(VIDEOS[1::2]), place(VIDEOS[2::2]))  # cause: dealt-out-beforehand
    return [links[video] for video in VIDEOS]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
