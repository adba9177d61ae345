"""The pause slipped in front of the number: each comes a quarter of a second late."""

import asyncio

from world import download


async def fetch_data() -> str:
    print("fetching the page")
    page = await download()
    print("the page is here")
    return page


async def print_numbers() -> None:
    for number in range(10):
        await asyncio.sleep(0.25)  # cause: pauses-first
        print(number)


async def main() -> str:
    page, _ = await asyncio.gather(fetch_data(), print_numbers())
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
