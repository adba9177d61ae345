"""Two tasks, but the pause is still time.sleep: it holds up the whole loop."""

import asyncio
import time

from world import download


async def fetch_data() -> str:
    print("fetching the page")
    page = await download()
    print("the page is here")
    return page


async def print_numbers() -> None:
    for number in range(10):
        print(number)
        time.sleep(0.25)  # cause: blocking-call


async def main() -> str:
    fetching = asyncio.create_task(fetch_data())
    printing = asyncio.create_task(print_numbers())
    page = await fetching
    await printing
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
