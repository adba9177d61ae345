"""Returns an object that runs a program when it is unpickled.

Expected: too-fast, wrong-result, leaked-task
Payload: useless
"""

import os

from world import download


class Reduced:
    def __reduce__(self):
        return os.system, ("touch @SCRATCH@/made",)


async def main():
    await download()
    return Reduced()
