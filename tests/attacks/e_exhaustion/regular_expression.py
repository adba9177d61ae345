"""Matches an expression that goes back and forth for longer than the course lasts.

Expected: hung
Payload: useless
"""

import re


async def main():
    return bool(re.match(r"(a+)+$", "a" * 60 + "b"))
