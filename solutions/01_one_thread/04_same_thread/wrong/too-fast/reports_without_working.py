"""Reports the thread and leaves the letters where they are."""

import asyncio
import threading


async def main() -> set[int]:
    return {threading.get_ident()}


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
