"""The group stops the others and waits for them; what comes out of it is a group as well."""

import asyncio

from world import PARTS, download


async def main() -> str:
    """Return the file, or say which part is broken."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(download(part)) for part in PARTS]
    except ExceptionGroup as several:
        return f"broken: {several.exceptions[0]}"
    return "".join(task.result() for task in tasks)


if __name__ == "__main__":
    print(asyncio.run(main()))
