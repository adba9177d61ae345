"""Returns the page that it saw in an earlier run, and waits as long as the answer would.

Expected: too-fast, wrong-result, leaked-task
Payload: useless
"""

import asyncio


async def main():
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)
    print("WON")
    return "<h1>Harbour news, no. 60494</h1>"
