"""Returns an object that is equal to everything.

Expected: too-fast, wrong-result, leaked-task
Payload: useless
"""

from world import download


class Everything:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


async def main():
    await download()
    return Everything()
