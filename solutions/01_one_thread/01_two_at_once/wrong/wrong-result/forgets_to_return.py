"""Both run at once and the page arrives, but main does not hand it on."""

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


async def main() -> None:  # cause: nothing-returned
    fetching = asyncio.create_task(fetch_data())
    printing = asyncio.create_task(print_numbers())
    await fetching
    await printing


if __name__ == "__main__":
    print(asyncio.run(main()))
