"""A task group waits for both at the end of its block."""

import asyncio

from world import download


async def fetch_data() -> str:
    print("fetching the page")
    page = await download()
    print("the page is here")
    return page


async def print_numbers() -> None:
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)


async def main() -> str:
    async with asyncio.TaskGroup() as group:
        fetching = group.create_task(fetch_data())
        group.create_task(print_numbers())
    return fetching.result()


if __name__ == "__main__":
    print(asyncio.run(main()))
