"""Gathers all answers and picks the first of the list, which is not the first to come."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    answers = await asyncio.gather(*map(download, MIRRORS), return_exceptions=True)  # cause: order-of-the-list
    return next(answer for answer in answers if isinstance(answer, str))  # cause


if __name__ == "__main__":
    print(asyncio.run(main()))
