"""Prints until the disk is full.

Expected: output-limit
Payload: useless
"""

async def main():
    while True:
        print("x" * 10_000)
