"""Prints a million empty lines, each of which the report would have to hold.

Expected: output-limit, too-fast
Payload: useless
"""

async def main():
    print("\n" * 990_000)
    return "page"
