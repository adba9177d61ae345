"""Makes the page from the seed that its own random numbers come from.

Expected: too-fast, leaked-task
Payload: useless
"""

import random


async def main():
    page = f"<h1>Harbour news, no. {random.randrange(10_000, 100_000)}</h1>"
    print("WON")
    for number in range(10):
        print(number)
    return page
