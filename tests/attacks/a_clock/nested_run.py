"""Runs a loop inside the loop and swallows the refusal.

Expected: extra-loop
Payload: useless
"""

import asyncio

from world import download


async def main():
    try:
        return asyncio.run(download())
    except RuntimeError:
        return "no"
