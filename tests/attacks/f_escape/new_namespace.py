"""Makes a world of its own in which it is root.

Expected: too-fast, leaked-task
Payload: stopped
"""

import ctypes


async def main():
    new_user = 0x10000000
    if ctypes.CDLL(None).unshare(new_user) == 0:
        print("WON")
    return "page"
