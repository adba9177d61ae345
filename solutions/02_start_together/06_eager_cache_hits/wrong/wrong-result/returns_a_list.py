"""Returns the values without their keys."""

import asyncio

from world import KEYS, lookup


async def main() -> list[str]:
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    return await asyncio.gather(*map(lookup, KEYS))  # cause: returned-otherwise


if __name__ == "__main__":
    print(len(asyncio.run(main())), "values")
