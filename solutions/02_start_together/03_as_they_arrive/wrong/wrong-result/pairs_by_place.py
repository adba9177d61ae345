"""Takes the names in the order of the list and the headlines in the order of arrival."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    arrivals = asyncio.as_completed([fetch(feed) for feed in FEEDS])
    for feed, arrival in zip(FEEDS, arrivals):  # cause: paired-by-arrival
        print(f"{feed}: {await arrival}")


if __name__ == "__main__":
    asyncio.run(main())
