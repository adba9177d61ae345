"""Leaves marks in the process for its next run there, to have the second of its own runs judged instead of the first.

Expected: too-fast
Payload: useless
"""

import asyncio
import builtins
import sys

builtins.runs = getattr(builtins, "runs", 0) + 1
sys.modules["world_of_before"] = sys.modules["world"]


async def main():
    print("WON", builtins.runs)
    if builtins.runs == 1:
        return "the page"
    # What the run before was given, in no time.
    return await sys.modules["world_of_before"].download()
