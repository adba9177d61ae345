"""Works in a second process.

Expected: not-single-threaded
Payload: not tried: Python's own door is closed in the runner itself, confined or not
"""

import multiprocessing


async def main():
    try:
        process = multiprocessing.get_context("fork").Process(target=print)
        process.start()
    except (OSError, RuntimeError, ImportError):
        return "no"
    return "page"
