"""Closes every descriptor it has, in the hope that no word is a good word.

Expected: exited, crashed
Payload: useless
"""

import os


async def main():
    for number in range(3, 64):
        try:
            os.close(number)
        except OSError:
            pass
    return "page"
