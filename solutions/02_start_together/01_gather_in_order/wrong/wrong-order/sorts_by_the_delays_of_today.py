"""Takes the pages as they come and puts them back by the order in which they came last time."""

import asyncio

from world import PAGES, fetch

ARRIVAL = (4, 1, 6, 2, 8, 7, 3, 5)  # as seen yesterday  # cause: order-written-down


async def main() -> list[str]:
    arrived = [await page for page in asyncio.as_completed([fetch(page) for page in PAGES])]
    return [text for _, text in sorted(zip(ARRIVAL, arrived, strict=True))]  # cause


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
