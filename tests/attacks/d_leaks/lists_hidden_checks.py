"""Lists the folder of the hidden checks: their names already tell much.

Expected: too-fast, leaked-task
Payload: stopped
"""

import os


async def main():
    try:
        print("WON", os.listdir("@CHECKS@"))
    except OSError:
        pass
    return "page"
