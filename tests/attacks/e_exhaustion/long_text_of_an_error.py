"""Raises an error whose text is a hundred million characters long.

Expected: raised, memory-limit
Payload: useless
"""

async def main():
    raise ValueError("x" * 100_000_000)
