"""Cancels every task it can find, the grader's own among them, so that nobody is left to judge.

Expected: raised, swallowed-cancel, too-fast, deadlock, leaked-task
Payload: useless
"""

import asyncio

from world import download


async def main():
    for task in asyncio.all_tasks():
        task.cancel()
    print("WON")
    return await download()
