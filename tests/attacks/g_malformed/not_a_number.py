"""Returns what is not equal to itself.

Expected: too-fast, wrong-result
Payload: useless
"""

async def main():
    return float("nan")
