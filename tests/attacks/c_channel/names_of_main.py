"""Tells the judge other names than it has: main is not a function but the answer.

Expected: not-a-coroutine, missing-entry, tampered, too-fast, leaked-task
Payload: useless
"""

import gc


class Names(dict):
    pass


room = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Room")
stock = room.exchange


def exchange(state):
    if type(state).__name__ == "Loaded":
        state = type(state)((("main", "value", "page"), ("page", "value", "page")))
    return stock(state)


room.exchange = exchange


async def main():
    return "page"
