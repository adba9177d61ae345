"""Collects the numbers on the way and prints them all at the end."""

import asyncio

from world import download


async def fetch_data() -> str:
    print("fetching the page")
    page = await download()
    print("the page is here")
    return page


async def collect_numbers() -> list[int]:
    numbers = []
    for number in range(10):
        numbers.append(number)
        await asyncio.sleep(0.25)
    return numbers


async def main() -> str:
    page, numbers = await asyncio.gather(fetch_data(), collect_numbers())
    for number in numbers:
        print(number)  # cause: output-held-back
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
