"""Calls itself without end.

Expected: raised
Payload: useless
"""

def deeper():
    return deeper()


async def main():
    return deeper()
