"""Returns a set whose members never finish being counted.

Expected: hung, too-fast, leaked-task
Payload: useless
"""

class Endless:
    def __eq__(self, other):
        while True:
            pass

    def __hash__(self):
        return 1


async def main():
    return {Endless(), Endless()}
