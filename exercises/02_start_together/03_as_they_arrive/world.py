"""Five feeds for the board in the harbour: each has one piece of news, and takes its time to say it."""

import asyncio
import random
import time

FEEDS = ("ferries", "weather", "market", "buses", "council")

delays: dict[str, float] = {}
headlines: dict[str, str] = {}


async def fetch(feed: str) -> str:
    """Return the latest headline of a feed; takes between 0.5 s and 2.5 s."""
    await asyncio.sleep(delays[feed])
    return headlines[feed]


def fetch_blocking(feed: str) -> str:
    """Do as fetch() does, and let nothing else happen meanwhile."""
    time.sleep(delays[feed])
    return headlines[feed]


def configure(rng: random.Random, seconds: tuple[float, ...] = (2.0, 0.5, 1.5, 1.0, 2.5)) -> None:
    """Decide how long each feed takes, and make its news."""
    delays.clear()
    delays.update(zip(FEEDS, seconds, strict=True))
    news = [
        f"bridge closed until {rng.randrange(6, 22):02}:30",
        f"{rng.randrange(2, 60)} minutes late",
        f"everything half price until {rng.randrange(6, 22):02}:15",
        f"{rng.randrange(2, 60)} seals in the inner harbour",
        f"fog from {rng.randrange(6, 22):02}:45",
    ]
    rng.shuffle(news)
    headlines.clear()
    headlines.update(zip(FEEDS, news, strict=True))


def shuffle_latencies(rng: random.Random) -> None:
    """Let other feeds be the slow ones; the longest wait stays as long as it is."""
    seconds = list(delays.values())
    rng.shuffle(seconds)
    delays.update(zip(FEEDS, seconds, strict=True))


configure(random.Random(0))
