"""Fills the other stream.

Expected: output-limit
Payload: useless
"""

import sys


async def main():
    while True:
        sys.stderr.write("x" * 10_000)
