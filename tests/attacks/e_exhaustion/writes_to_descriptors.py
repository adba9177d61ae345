"""Writes to the numbers of the standard streams and of all else, past Python's own streams.

Expected: hung, tampered, output-limit
Payload: useless
"""

import os


async def main():
    while True:
        for number in range(1, 3):
            os.write(number, b"x" * 65536)
