"""Keeps main a plain function and calls asyncio.run inside it."""

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


async def both() -> str:
    fetching = asyncio.create_task(fetch_data())
    await print_numbers()
    return await fetching


def main() -> str:
    return asyncio.run(both())  # cause: second-loop


if __name__ == "__main__":
    print(main())
