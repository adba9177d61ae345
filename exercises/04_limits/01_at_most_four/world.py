"""The archive of a radio station: a play in twelve episodes, some of which may be lost."""

import asyncio
import random

EPISODES = tuple(range(1, 13))
MOST_AT_ONCE = 4  # what the station asks of its listeners

seconds = 1.0
texts: dict[int, str] = {}
broken = 0


class EpisodeLostError(Exception):
    """The station does not have this episode any more."""


async def download(episode: int) -> str:
    """Fetch an episode; takes 1 s, also to find out that it is lost."""
    await asyncio.sleep(seconds)
    if episode == broken:
        raise ConnectionError(f"the line broke during episode {episode}")
    if episode not in texts:
        raise EpisodeLostError(f"episode {episode} is lost")
    return texts[episode]


def configure(rng: random.Random, lost: tuple[int, ...] = (), each: float = 1.0, breaks: int = 0) -> None:
    """Record the play, lose some of it, and decide how long a download takes and during which the line breaks."""
    global seconds, broken
    seconds, broken = each, breaks
    texts.clear()
    for episode in EPISODES:
        words = f"In which {rng.randrange(2, 1000)} lanterns are lit."
        if episode not in lost:
            texts[episode] = words


configure(random.Random(0))
