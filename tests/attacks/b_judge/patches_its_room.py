"""Replaces Python's own functions and modules, in case the judge runs on them.

Expected: tampered, crashed, too-fast, exited, raised, leaked-task
Payload: useless
"""

import asyncio
import builtins
import json
import sys


async def main():
    builtins.isinstance = lambda *_: True
    builtins.len = lambda _: 0
    builtins.all = lambda _: True
    json.loads = lambda *_, **__: {"verdict": "passed"}
    for name in list(sys.modules):
        if "grader" in name or "pytest" in name:
            sys.modules[name] = json
    print("WON")
    return "page"
