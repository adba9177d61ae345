"""Looks at one task of those that are done, and goes on waiting for the pending ones if it failed."""

import asyncio

from world import MIRRORS, download


async def main():
    requests = [asyncio.create_task(download(mirror)) for mirror in MIRRORS]
    pending = set(requests)
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        first = min(done, key=requests.index)  # cause
        if first.exception() is None:
            break
    for request in pending:
        request.cancel()
    if pending:
        await asyncio.wait(pending)
    return first.result()
