"""Waits for the page, then sleeps for as long as the numbers still need: today."""

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
    fetching = asyncio.create_task(fetch_data())
    asyncio.create_task(print_numbers())
    page = await fetching
    await asyncio.sleep(0.5)  # cause: sleeps-for-the-wait
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
