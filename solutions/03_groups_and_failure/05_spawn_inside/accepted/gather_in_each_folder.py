"""The same with gather."""

import asyncio

from world import ROOT, list_folder


async def walk(folder: str) -> list[str]:
    below = await asyncio.gather(*map(walk, await list_folder(folder)))
    return [folder, *(name for names in below for name in names)]


async def main() -> list[str]:
    return await walk(ROOT)


if __name__ == "__main__":
    print("\n".join(sorted(asyncio.run(main()))))
