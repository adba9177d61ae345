"""Writes a stack into the judge's pipe whose line number is too long to read, and then hangs.

Expected: hung
Payload: useless
"""

import os
import stat


async def main():
    for number in range(3, 32):
        try:
            if stat.S_ISFIFO(os.fstat(number).st_mode):
                os.write(number, b'  File "two_at_once.py", line ' + b"9" * 20_000 + b" in main\n")
        except OSError:
            continue
    while True:
        pass
