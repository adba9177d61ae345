"""Reports the thread and leaves the letters where they are."""

import asyncio
import threading


async def main() -> set[int]:  # cause: call-missing
    return {threading.get_ident()}  # cause


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
