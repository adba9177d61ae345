"""Raises the cancel that nobody sent, so that a check's task group takes it for its own.

Expected: raised, swallowed-cancel
Payload: useless
"""

import asyncio


async def main():
    raise asyncio.CancelledError
