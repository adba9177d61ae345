"""Download a file in four parts, one after the other, and learn after 10 s that the last is broken.

Your task: download all parts at once, and stop all of them as soon as one is broken. Then it takes 2.25 s.
"""

import asyncio

from world import PARTS, BrokenPartError, download


async def main() -> str:
    """Return the file, or say which part is broken."""
    try:
        parts = [await download(part) for part in PARTS]
    except BrokenPartError as error:
        return f"broken: {error}"
    return "".join(parts)


if __name__ == "__main__":
    print(asyncio.run(main()))
