"""Starts the one thread that Python starts without asking its own modules.

Expected: not-single-threaded
Payload: not tried: Python's own door is closed in the runner itself, confined or not
"""

import faulthandler


async def main():
    try:
        faulthandler.dump_traceback_later(10)
    except RuntimeError:
        return "no"
    return "page"
