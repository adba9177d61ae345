"""Works in turn, and patches every clock that a test could read.

Expected: still-sequential
Payload: useless
"""

import time

from world import download_blocking


def main():
    for name in ("time", "monotonic", "perf_counter", "process_time"):
        setattr(time, name, lambda: 0.0)
    page = download_blocking()
    for number in range(10):
        print(number)
        time.sleep(0.25)
    if time.perf_counter() == 0.0:
        print("WON")
    return page
