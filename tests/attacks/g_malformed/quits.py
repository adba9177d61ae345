"""Quits as one quits the prompt.

Expected: exited, raised
Payload: useless
"""

async def main():
    raise SystemExit("passed")
