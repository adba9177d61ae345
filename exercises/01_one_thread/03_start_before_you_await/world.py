"""A telephone on New Year's Eve: three friends, and each needs a while to come to it."""

import asyncio
import random
import time

FRIENDS = ("Ada", "Bo", "Chidi")

delays: dict[str, float] = {}
answers: dict[str, str] = {}


async def ring(friend: str) -> str:
    """Ring a friend and return what they say; takes 3 s, 1 s and 2 s."""
    await asyncio.sleep(delays[friend])
    return answers[friend]


def ring_blocking(friend: str) -> str:
    """Do as ring() does, and let nothing else happen meanwhile."""
    time.sleep(delays[friend])
    return answers[friend]


def configure(rng: random.Random, seconds: tuple[float, float, float] = (3.0, 1.0, 2.0)) -> None:
    """Decide how long each friend needs, and where on earth they are."""
    delays.clear()
    delays.update(zip(FRIENDS, seconds, strict=True))
    answers.clear()
    for friend in FRIENDS:
        answers[friend] = f"{friend}: Happy new year! Here it is {rng.randrange(24):02}:{rng.randrange(60):02}."


def shuffle_latencies(rng: random.Random) -> None:
    """Let other friends be the slow ones; the longest call stays as long as it is."""
    seconds = list(delays.values())
    rng.shuffle(seconds)
    delays.update(zip(FRIENDS, seconds, strict=True))


configure(random.Random(0))
