"""Raises an error that never ends when it is asked for its text.

Expected: hung
Payload: useless
"""

class Endless(Exception):
    def __str__(self):
        while True:
            pass


async def main():
    raise Endless
