"""Tasks that begin at once: what is in the cache is there before the next is asked for."""

import asyncio

from world import KEYS, lookup


async def main() -> dict[str, str]:
    """Return the value of every key."""
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    values = await asyncio.gather(*(lookup(key) for key in KEYS))
    return dict(zip(KEYS, values, strict=True))


if __name__ == "__main__":
    print(len(asyncio.run(main())), "values")
