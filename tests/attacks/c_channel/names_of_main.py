"""Tells the judge other names than it has: main is not a function but the answer.

Expected: not-a-coroutine, missing-entry, tampered, too-fast, leaked-task
Payload: useless
"""

from world import download


class Names(dict):
    pass


answer = download.__globals__["__answer__"]
room = next(cell.cell_contents for cell in answer.__closure__ if hasattr(cell.cell_contents, "_room"))._room
stock = room.exchange


def exchange(state):
    if type(state).__name__ == "Loaded":
        state = type(state)((("main", "value", "page"), ("page", "value", "page")))
    return stock(state)


room.exchange = exchange


async def main():
    return "page"
