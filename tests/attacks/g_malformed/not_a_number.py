"""Returns what is not equal to itself.

Expected: too-fast, wrong-result, leaked-task
Payload: useless
"""

async def main():
    return float("nan")
