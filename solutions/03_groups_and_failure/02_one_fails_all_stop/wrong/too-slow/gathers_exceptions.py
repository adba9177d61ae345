"""Lets everybody finish, and looks for exceptions afterwards."""

import asyncio

from world import PARTS, download


async def main() -> str:
    parts = await asyncio.gather(*map(download, PARTS), return_exceptions=True)  # cause: waits-for-all
    for part in parts:
        if isinstance(part, Exception):
            return f"broken: {part}"
    return "".join(parts)
