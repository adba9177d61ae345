"""Lets the kernel interrupt it after real milliseconds, as a clock of its own.

Expected: too-fast, leaked-task
Payload: stopped
"""

import signal

import time


def won(*_):
    print("WON")


async def main():
    signal.signal(signal.SIGALRM, won)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.005)
    except OSError:
        return "refused"
    for _ in range(1_000_000):
        pass
    return "too late"
