"""Prints one letter here and one there, half a million times and never a line's end, so that joining them takes for ever.

Expected: output-limit, hung
Payload: useless
"""

import sys


async def main():
    while True:
        sys.stdout.write("x")
        sys.stderr.write("y")
