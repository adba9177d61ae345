"""Starts threads until the machine stands still.

Expected: not-single-threaded
Payload: not tried: it would take the machine
"""

import threading
import time


async def main():
    for _ in range(10_000):
        try:
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        except RuntimeError:
            pass
    return "page"
