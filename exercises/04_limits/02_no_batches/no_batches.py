"""Convert seven videos, one after the other: 9 s.

Your task: use the three places of the service, and leave none of them empty while videos wait. Then it takes 3 s.
"""

import asyncio

from world import VIDEOS, convert


async def main() -> list[str]:
    """Return the links of all videos, in the order of VIDEOS."""
    return [await convert(video) for video in VIDEOS]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
