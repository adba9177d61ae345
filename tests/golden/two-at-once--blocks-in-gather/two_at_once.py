"""gather starts both, and one of them blocks."""

import asyncio

from world import download_blocking


async def fetch_data():
    print("fetching the page")
    page = download_blocking()
    print("the page is here")
    return page


async def print_numbers():
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)


async def main():
    page, _ = await asyncio.gather(fetch_data(), print_numbers())
    return page
