"""Cancels what is not there after a second and three quarters, and leaves a gap."""

import asyncio

from world import PAGES, fetch


async def read(page: int) -> str:
    try:
        return await asyncio.wait_for(fetch(page), timeout=1.75)  # cause: gives-up
    except TimeoutError:
        return ""


async def main() -> list[str]:
    return await asyncio.gather(*map(read, PAGES))


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
