"""Walks over everything that Python knows, looking for checks, solutions and the secret in them.

Expected: too-fast, leaked-task
Payload: useless
"""

import gc
import sys


async def main():
    for thing in gc.get_objects():
        if isinstance(thing, dict) and "test_secret" in thing:
            return "found"
    if not any(name.startswith(("grader.testing", "grader.catalog", "grader.judge")) for name in sys.modules):
        print("WON")
    return "page"
