"""One place keeps the list of what is under way, and adds to it as answers come."""

import asyncio

from world import ROOT, list_folder


async def main() -> list[str]:
    found = [ROOT]
    running = {asyncio.create_task(list_folder(ROOT))}
    while running:
        done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            for inner in task.result():
                found.append(inner)
                running.add(asyncio.create_task(list_folder(inner)))
    return found


if __name__ == "__main__":
    print("\n".join(sorted(asyncio.run(main()))))
