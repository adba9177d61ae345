"""Takes the headlines as they arrive, keeps them in a list, and prints that."""

import asyncio

from world import FEEDS, fetch


async def news_of(feed: str) -> str:
    return f"{feed}: {await fetch(feed)}"


async def main() -> None:
    lines = [await arrival for arrival in asyncio.as_completed([news_of(feed) for feed in FEEDS])]  # cause
    print("\n".join(lines))  # cause: output-held-back


if __name__ == "__main__":
    asyncio.run(main())
