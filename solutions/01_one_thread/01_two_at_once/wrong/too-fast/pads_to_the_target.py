"""Deletes the pauses and sleeps until the total looks right."""

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
    await asyncio.sleep(2.5)  # cause: padded


async def main() -> str:
    page, _ = await asyncio.gather(fetch_data(), print_numbers())
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
