"""Each task holds the lock that the other one needs."""

import asyncio

from world import download

screen = asyncio.Lock()
network = asyncio.Lock()


async def fetch_data():
    async with network:
        page = await download()
        async with screen:
            print("the page is here")
    return page


async def print_numbers():
    async with screen:
        await asyncio.sleep(0.25)
        async with network:
            print(0)


async def main():
    page, _ = await asyncio.gather(fetch_data(), print_numbers())
    return page
