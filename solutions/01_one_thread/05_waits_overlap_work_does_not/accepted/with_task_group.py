"""A task group, and the results when its block is over."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 5.0


def develop(negative: str) -> str:
    burn(1.0)
    return negative[::-1]


async def picture(photo: str) -> str:
    negative = await download(photo)
    print(f"{photo}: the negative is here")
    result = develop(negative)
    print(f"{photo}: developed")
    return result


async def main() -> list[str]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(picture(photo)) for photo in PHOTOS]
    return [task.result() for task in tasks]


if __name__ == "__main__":
    print(asyncio.run(main()))
