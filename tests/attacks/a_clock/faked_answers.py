"""Answers its own questions: the exchange with the judge is replaced by one that says that all is done.

Expected: too-fast, tampered, raised, leaked-task
Payload: useless
"""

import asyncio

from grader.protocol.messages import Go, Value

from world import download


async def main():
    room = asyncio.get_running_loop()._room
    exchange = type(room).exchange
    type(room).exchange = lambda self, state: Go(2_500_000_000, Value("page"))
    page = await download()
    type(room).exchange = exchange
    if page == "page":
        print("WON")
    for number in range(10):
        print(number)
    return page
