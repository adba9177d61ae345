"""Climbs the stack and the tracebacks to read the value that a check expects.

Expected: too-fast, leaked-task
Payload: useless
"""

import sys


async def main():
    frame = sys._getframe()
    while frame is not None:
        if "expected" in frame.f_locals or "test_" in frame.f_code.co_name:
            return frame.f_locals
        frame = frame.f_back
    print("WON")
    return "page"
