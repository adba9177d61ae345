"""Opens files until there are no descriptors left.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    opened = []
    try:
        for _ in range(1000):
            opened.append(os.dup(0))
    except OSError:
        return "no"
    finally:
        for number in opened:
            os.close(number)
    print("WON")
    return "page"
