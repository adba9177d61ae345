"""Puts async and await in front of everything and keeps the blocking waits."""

import asyncio
import time

from world import download_blocking


async def fetch_data() -> str:
    print("fetching the page")
    page = download_blocking()  # cause: blocking-call
    print("the page is here")
    return page


async def print_numbers() -> None:
    for number in range(10):
        print(number)
        time.sleep(0.25)


async def main() -> str:
    page = await fetch_data()
    await print_numbers()
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
