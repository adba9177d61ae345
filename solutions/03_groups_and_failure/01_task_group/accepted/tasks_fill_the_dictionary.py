"""Each task puts its own address where it belongs; the group only has to wait."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    links: dict[str, str] = {}

    async def hang(picture: str) -> None:
        links[picture] = await upload(picture)

    async with asyncio.TaskGroup() as group:
        for picture in PICTURES:
            group.create_task(hang(picture))
    return links


if __name__ == "__main__":
    print(asyncio.run(main()))
