"""Raises the limits that it was given.

Expected: too-fast, leaked-task
Payload: stopped
"""

import resource


async def main():
    try:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft - 1, hard))
    except (OSError, ValueError):
        return "no"
    print("WON")
    return "page"
