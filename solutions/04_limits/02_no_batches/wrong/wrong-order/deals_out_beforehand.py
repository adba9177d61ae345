"""Gives each place its videos beforehand, like cards."""

import asyncio

from world import VIDEOS, convert

links: dict[str, str] = {}


async def place(number: int) -> None:
    for video in VIDEOS[number::3]:  # cause: dealt-out-beforehand
        links[video] = await convert(video)


async def main() -> list[str]:
    await asyncio.gather(place(0), place(1), place(2))
    return [links[video] for video in VIDEOS]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
