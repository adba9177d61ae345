"""Returns more than anyone could read.

Expected: too-fast, memory-limit
Payload: useless
"""

async def main():
    return ["x" * 1000] * 100_000
