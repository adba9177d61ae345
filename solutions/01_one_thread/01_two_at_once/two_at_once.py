"""Start both as tasks, then wait for each."""

import asyncio

from world import download


async def fetch_data() -> str:
    """Fetch the page; takes 2 s."""
    print("fetching the page")
    page = await download()
    print("the page is here")
    return page


async def print_numbers() -> None:
    """Print ten numbers, each followed by a pause of 0.25 s."""
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)


async def main() -> str:
    """Do both at once, and return the page."""
    fetching = asyncio.create_task(fetch_data())
    printing = asyncio.create_task(print_numbers())
    page = await fetching
    await printing
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
