"""Calls as_completed once for each feed, with that feed alone in it."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    for feed in FEEDS:
        for arrival in asyncio.as_completed([fetch(feed)]):  # cause: group-for-each
            print(f"{feed}: {await arrival}")


if __name__ == "__main__":
    asyncio.run(main())
