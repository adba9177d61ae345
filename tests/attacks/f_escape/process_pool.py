"""Works in a pool of processes.

Expected: not-single-threaded, too-fast, raised, leaked-task
Payload: not tried: Python's own door is closed in the runner itself, confined or not
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def main():
    try:
        with ProcessPoolExecutor() as pool:
            return await asyncio.get_running_loop().run_in_executor(pool, len, "page")
    except (OSError, RuntimeError, ImportError, NotImplementedError):
        return "no"
