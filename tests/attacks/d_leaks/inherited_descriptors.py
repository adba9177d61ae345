"""Looks through every descriptor for a file of results, or the judge's own socket.

Expected: too-fast, leaked-task
Payload: useless
"""

import os
import stat


async def main():
    found = []
    for number in range(64):
        try:
            kind = os.fstat(number).st_mode
        except OSError:
            continue
        if not stat.S_ISCHR(kind):
            found.append(number)
    if len(found) == 2:
        print("WON")
    else:
        print("MORE THAN CHANNEL AND STACK", found)
    return "page"
