"""Prints all numbers at the end, and tells of them in messages of its own, as if they had been printed in time.

Expected: late-output
Payload: useless
"""

import asyncio

from grader.protocol.messages import Printed
from world import download


async def main():
    room = asyncio.get_running_loop()._room
    page = await download()
    fields = Printed.__struct_fields__
    for number in range(10):
        said = {"stream": "out", "text": f"{number}\n", "task": "print_numbers", "line": 20, "at": number * 0.25}
        room.note(Printed(**{name: said[name] for name in fields if name in said}))
    await asyncio.sleep(0.5)
    print("WON")
    return page
