"""Replaces what the loop offers for waiting by functions that count twice as fast.

Expected: still-sequential, too-slow
Payload: useless
"""

import asyncio

from world import download


async def main():
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    loop.slow_callback_duration = 0
    stock = loop.call_later
    asked = []
    loop.call_later = lambda delay, *rest, **more: asked.append(delay) or stock(delay, *rest, **more)
    page = await download()
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)
    if asked:
        print("WON")
    return page
