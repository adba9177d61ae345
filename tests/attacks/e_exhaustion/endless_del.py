"""Leaves an object whose end never ends.

Expected: hung
Payload: useless
"""

class Endless:
    def __del__(self):
        while True:
            pass


async def main():
    Endless()
    return "page"
