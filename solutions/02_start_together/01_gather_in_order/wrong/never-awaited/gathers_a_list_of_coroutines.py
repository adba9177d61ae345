"""Forgets the star: gather gets one list and refuses it, and nobody awaits what is in it."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    return await asyncio.gather([fetch(page) for page in PAGES])  # cause: list-for-arguments


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
