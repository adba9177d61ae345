"""Starts the program outside `if __name__ == "__main__"`, so importing it runs it."""

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
    printing = asyncio.create_task(print_numbers())
    page = await fetching
    await printing
    return page


asyncio.run(main())  # cause: second-loop
