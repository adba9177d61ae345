"""Yields the page instead of returning it.

Expected: not-a-coroutine
Payload: useless
"""

async def main():
    yield "page"
