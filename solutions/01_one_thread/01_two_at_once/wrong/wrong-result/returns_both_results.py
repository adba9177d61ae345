"""Returns the list that gather gives, not the page in it."""

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


async def main() -> list[str | None]:
    return await asyncio.gather(fetch_data(), print_numbers())  # cause: whole-list-returned


if __name__ == "__main__":
    print(asyncio.run(main()))
