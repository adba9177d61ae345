"""Counts from 1 to 10, as people do."""

import asyncio

from world import download


async def fetch_data() -> str:
    print("fetching the page")
    page = await download()
    print("the page is here")
    return page


async def print_numbers() -> None:
    for number in range(1, 11):  # cause: printed-otherwise
        print(number)  # cause
        await asyncio.sleep(0.25)


async def main() -> str:
    page, _ = await asyncio.gather(fetch_data(), print_numbers())
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
