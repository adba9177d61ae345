"""Is written for a Python that does not exist yet.

Expected: syntax-error
Payload: useless
"""

async def main():
    await for each in world:
        return each
