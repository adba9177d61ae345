"""Looks everything up eagerly, and then once more to have it in order."""

import asyncio

from world import KEYS, lookup


async def main() -> dict[str, str]:
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    await asyncio.gather(*map(lookup, KEYS))
    return {key: await lookup(key) for key in KEYS}  # cause: asked-again


if __name__ == "__main__":
    print(len(asyncio.run(main())), "values")
