"""Deletes the pauses: ten numbers at once, then the page."""

import asyncio

from world import download


async def fetch_data() -> str:
    print("fetching the page")
    page = await download()
    print("the page is here")
    return page


async def print_numbers() -> None:
    for number in range(10):
        print(number)  # cause: pause-missing


async def main() -> str:
    fetching = asyncio.create_task(fetch_data())
    await print_numbers()
    return await fetching


if __name__ == "__main__":
    print(asyncio.run(main()))
