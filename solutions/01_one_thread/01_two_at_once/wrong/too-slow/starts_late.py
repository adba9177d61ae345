"""Starts the download when four numbers are printed: it ends after them."""

import asyncio

from world import download


async def fetch_data() -> str:
    print("fetching the page")
    page = await download()
    print("the page is here")
    return page


async def print_numbers(first: int, last: int) -> None:
    for number in range(first, last + 1):
        print(number)
        await asyncio.sleep(0.25)


async def main() -> str:
    await print_numbers(0, 3)  # cause: awaited-in-turn
    fetching = asyncio.create_task(fetch_data())
    await print_numbers(4, 9)
    return await fetching


if __name__ == "__main__":
    print(asyncio.run(main()))
