"""Gathers fifty keys, then the other fifty."""

import asyncio

from world import KEYS, lookup


async def main() -> dict[str, str]:
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    first = await asyncio.gather(*map(lookup, KEYS[:50]))  # cause: chunks
    second = await asyncio.gather(*map(lookup, KEYS[50:]))
    return dict(zip(KEYS, first + second, strict=True))


if __name__ == "__main__":
    print(len(asyncio.run(main())), "values")
