"""A part of the web: pages of three small servers, to be fetched politely."""

import asyncio
import random

PAGES: tuple[str, ...] = ()
MOST_AT_ONCE = 6
MOST_PER_HOST = 2

titles: dict[str, str] = {}
under_way: dict[str, int] = {}
most_at_a_host = 0


async def fetch(page: str) -> str:
    """Return the title of a page; takes 1 s."""
    global most_at_a_host
    host = page.partition("/")[0]
    under_way[host] += 1
    most_at_a_host = max(most_at_a_host, under_way[host])
    try:
        await asyncio.sleep(1.0)
    finally:
        under_way[host] -= 1
    return titles[page]


def configure(rng: random.Random, counts: tuple[int, ...] = (8, 4, 4)) -> None:
    """Put up servers with so many pages each."""
    global PAGES, most_at_a_host
    most_at_a_host = 0
    hosts = [f"{name}.example" for name in ("alder", "birch", "cedar", "dogwood")[: len(counts)]]
    PAGES = tuple(
        f"{host}/{number}" for host, count in zip(hosts, counts, strict=True) for number in range(1, count + 1)
    )
    under_way.clear()
    under_way.update(dict.fromkeys(hosts, 0))
    titles.clear()
    titles.update({page: f"Leaf no. {rng.randrange(1000, 10_000)}" for page in PAGES})


configure(random.Random(0))
