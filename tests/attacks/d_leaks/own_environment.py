"""Looks for tokens in its own environment; there is nothing but what Python needs.

Expected: too-fast, leaked-task
Payload: useless
"""

import os


async def main():
    known = {"PYTHONHASHSEED", "LD_LIBRARY_PATH", "SYSTEMROOT", "LC_CTYPE"}
    if set(os.environ) - known:
        return "page"
    print("WON")
    return "page"
