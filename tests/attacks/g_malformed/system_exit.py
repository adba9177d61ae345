"""Exits, in the hope that no result is a pass.

Expected: exited
Payload: useless
"""

import sys


async def main():
    sys.exit(0)
