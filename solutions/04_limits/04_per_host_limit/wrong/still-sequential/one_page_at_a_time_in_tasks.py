"""Makes a task of each page, and awaits it at once."""

import asyncio

from world import PAGES, fetch


async def load(page: str) -> str:
    return f"{page.partition('/')[0]}: {await fetch(page)}"


async def main() -> list[str]:
    return [await asyncio.create_task(load(page)) for page in PAGES]  # cause: awaited-at-creation
