"""Awaits each coroutine in turn: the second starts when the first is done."""

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
    page = await fetch_data()  # cause: awaited-in-turn
    await print_numbers()
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
