"""A slow connection: one page, two seconds away."""

import asyncio
import random
import time

page = ""
delay = 2.0


async def download() -> str:
    """Fetch the page; takes 2 s, in which others can go on."""
    await asyncio.sleep(delay)
    return page


def download_blocking() -> str:
    """Fetch the page; takes 2 s, in which nothing else happens."""
    time.sleep(delay)
    return page


def configure(rng: random.Random, seconds: float = 2.0) -> None:
    """Write today's page, and decide how far away it is."""
    global page, delay
    delay = seconds
    page = f"<h1>Harbour news, no. {rng.randrange(10_000, 100_000)}</h1>"


configure(random.Random(0))
