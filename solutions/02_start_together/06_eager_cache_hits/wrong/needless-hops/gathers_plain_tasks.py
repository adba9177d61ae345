"""Gathers a hundred tasks that are not eager."""

import asyncio

from world import KEYS, lookup


async def main() -> dict[str, str]:
    values = await asyncio.gather(*(lookup(key) for key in KEYS))  # cause: task-begins-later
    return dict(zip(KEYS, values, strict=True))


if __name__ == "__main__":
    print(len(asyncio.run(main())), "values")
