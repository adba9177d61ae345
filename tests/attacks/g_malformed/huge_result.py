"""Returns more than anyone could read.

Expected: wrong-result
Payload: useless
"""

async def main():
    return ["x" * 1000] * 100_000
