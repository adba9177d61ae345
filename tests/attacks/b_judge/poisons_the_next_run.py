"""Changes modules that the zygote loaded, so that the next student's run inherits them.

Expected: too-fast, leaked-task
Payload: useless
"""

import asyncio
import random
import sys


async def main():
    asyncio.sleep = None
    asyncio.create_task = None
    random.seed = None
    sys.modules["world"] = None
    print("WON")
    return "page"
