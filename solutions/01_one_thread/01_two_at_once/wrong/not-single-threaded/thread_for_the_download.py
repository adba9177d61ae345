"""Sends the blocking download to another thread."""

import asyncio

from world import download_blocking


def fetch_data() -> str:
    print("fetching the page")
    page = download_blocking()
    print("the page is here")
    return page


async def print_numbers() -> None:
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)


async def main() -> str:
    fetching = asyncio.create_task(asyncio.to_thread(fetch_data))  # cause: another-thread
    await print_numbers()
    return await fetching


if __name__ == "__main__":
    print(asyncio.run(main()))
