"""Ignores every signal that it may, and computes for ever.

Expected: hung
Payload: useless
"""

import signal


async def main():
    for number in signal.valid_signals():
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        pass
