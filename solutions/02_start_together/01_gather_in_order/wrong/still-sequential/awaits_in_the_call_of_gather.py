"""Has an await inside the list for gather: all is done before gather begins."""

import asyncio

from world import PAGES, fetch


async def give(text: str) -> str:
    return text


async def main() -> list[str]:
    return await asyncio.gather(*[give(await fetch(page)) for page in PAGES])  # cause: await-in-loop


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
