"""A slow connection: one page, two seconds away."""

import asyncio
import random
import time

page = ""


async def download() -> str:
    """Fetch the page; takes 2 s, in which others can go on."""
    await asyncio.sleep(2.0)
    return page


def download_blocking() -> str:
    """Fetch the page; takes 2 s, in which nothing else happens."""
    time.sleep(2.0)
    return page


def configure(rng: random.Random) -> None:
    """Write today's page."""
    global page
    page = f"<h1>Harbour news, no. {rng.randrange(10_000, 100_000)}</h1>"


configure(random.Random(0))
