"""Two tasks, but the download is still the blocking one."""

import asyncio

from world import download_blocking


async def fetch_data() -> str:
    print("fetching the page")
    page = download_blocking()  # cause: blocking-call
    print("the page is here")
    return page


async def print_numbers() -> None:
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)


async def main() -> str:
    page, _ = await asyncio.gather(fetch_data(), print_numbers())
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
