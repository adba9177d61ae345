"""Asks for size and date of the hidden checks, which no rule about paths hides.

Expected: too-fast, leaked-task
Payload: useless
"""

import os


async def main():
    try:
        print("WON", os.stat("@CHECKS@/two-at-once/test_hidden.py").st_size)
    except OSError:
        pass
    return "page"
