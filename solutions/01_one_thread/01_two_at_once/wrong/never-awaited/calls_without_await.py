"""Calls print_numbers() as if it were a plain function: it never runs."""

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
    print_numbers()  # cause: call-not-awaited
    return await fetching


if __name__ == "__main__":
    print(asyncio.run(main()))
