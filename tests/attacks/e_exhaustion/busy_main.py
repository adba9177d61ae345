"""Computes for ever.

Expected: hung
Payload: useless
"""

async def main():
    while True:
        pass
