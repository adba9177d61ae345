"""Sets a time limit that the slowest page does not keep."""

import asyncio

from world import PAGES, fetch


async def read(page: int) -> str:
    text = await fetch(page)
    print(f"page {page} is here")
    return text


async def main() -> list[str]:
    async with asyncio.timeout(1.5):  # cause: gives-up
        return await asyncio.gather(*map(read, PAGES))


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
