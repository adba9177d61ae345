"""Gathers all headlines, then prints them all."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    headlines = await asyncio.gather(*map(fetch, FEEDS))  # cause: output-held-back
    for feed, headline in zip(FEEDS, headlines, strict=True):
        print(f"{feed}: {headline}")  # cause


if __name__ == "__main__":
    asyncio.run(main())
