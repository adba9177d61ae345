"""Prints a million empty lines, each of which the report would have to hold.

Expected: output-limit
Payload: useless
"""

async def main():
    print("\n" * 990_000)
    return "page"
