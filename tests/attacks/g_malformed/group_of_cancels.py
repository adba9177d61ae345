"""Raises a group of cancels and exits.

Expected: raised
Payload: useless
"""

import asyncio


async def main():
    raise BaseExceptionGroup("all", [asyncio.CancelledError(), SystemExit(0), KeyboardInterrupt()])
