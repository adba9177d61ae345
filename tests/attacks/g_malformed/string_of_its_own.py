"""Returns text that is equal to every text.

Expected: too-fast, wrong-result, leaked-task
Payload: useless
"""

from world import download


class Text(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


async def main():
    await download()
    return Text("page")
