"""Calls itself without end, after raising the limit that would end it.

Expected: memory-limit, crashed, hung, raised, exited
Payload: not tried: how it ends depends on the stack of the machine
"""

import sys


def deeper():
    return deeper()


async def main():
    sys.setrecursionlimit(1_000_000_000)
    return deeper()
