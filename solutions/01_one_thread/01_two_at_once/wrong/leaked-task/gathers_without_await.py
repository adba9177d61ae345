"""Calls gather and does not await it: everything starts, nobody waits."""

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


async def main() -> None:
    asyncio.gather(fetch_data(), print_numbers())  # cause: never-waited-for


if __name__ == "__main__":
    print(asyncio.run(main()))
