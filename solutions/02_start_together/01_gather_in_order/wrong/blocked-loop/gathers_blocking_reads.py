"""Gathers coroutines that block."""

import asyncio

from world import PAGES, fetch_blocking


async def read(page: int) -> str:
    return fetch_blocking(page)  # cause: blocking-call


async def main() -> list[str]:
    return await asyncio.gather(*map(read, PAGES))


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
