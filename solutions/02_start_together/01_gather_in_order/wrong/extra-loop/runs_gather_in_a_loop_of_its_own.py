"""Keeps main a plain function and calls asyncio.run inside it."""

import asyncio

from world import PAGES, fetch


async def all_pages() -> list[str]:
    return await asyncio.gather(*map(fetch, PAGES))


def main() -> list[str]:
    return asyncio.run(all_pages())  # cause: second-loop


if __name__ == "__main__":
    print("\n".join(main()))
