"""Believes that gather cancels the others."""

import asyncio

from world import PARTS, BrokenPartError, download


async def main() -> str:
    try:
        return "".join(await asyncio.gather(*map(download, PARTS)))  # cause: gather-leaves-siblings
    except BrokenPartError as error:
        return f"broken: {error}"
