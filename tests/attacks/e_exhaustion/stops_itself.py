"""Stops itself with a signal, and waits to be continued.

Expected: hung
Payload: useless
"""

import signal


async def main():
    signal.raise_signal(signal.SIGSTOP)
