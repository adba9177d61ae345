"""The numbers come from timers of the loop; only the download is a coroutine."""

import asyncio

from world import download


async def fetch_data() -> str:
    print("fetching the page")
    page = await download()
    print("the page is here")
    return page


async def main() -> str:
    loop = asyncio.get_running_loop()
    printed = asyncio.Event()
    for number in range(10):
        loop.call_later(number * 0.25, print, number)
    loop.call_later(10 * 0.25, printed.set)
    page = await fetch_data()
    await printed.wait()
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
