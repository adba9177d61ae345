"""One variable for all results: in the end it holds the last page eight times."""

import asyncio

from world import PAGES, fetch

text = ""


async def read(page: int) -> None:
    global text
    text = await fetch(page)  # cause: one-name-for-all


async def main() -> list[str]:
    await asyncio.gather(*map(read, PAGES))
    return [text for _ in PAGES]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
