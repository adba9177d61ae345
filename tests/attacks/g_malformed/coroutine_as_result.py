"""Returns the waiting instead of doing it.

Expected: never-awaited, not-a-coroutine, too-fast, leaked-task
Payload: useless
"""

from world import download


async def main():
    return download()
