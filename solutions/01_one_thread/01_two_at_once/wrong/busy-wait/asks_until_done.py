"""Asks again and again whether the tasks are done, instead of waiting for them."""

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


async def main() -> str:
    fetching = asyncio.create_task(fetch_data())
    printing = asyncio.create_task(print_numbers())
    while not (fetching.done() and printing.done()):  # cause
        await asyncio.sleep(0)  # cause: polling
    return fetching.result()


if __name__ == "__main__":
    print(asyncio.run(main()))
