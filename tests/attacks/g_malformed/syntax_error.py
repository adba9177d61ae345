"""Is no Python.

Expected: syntax-error
Payload: useless
"""

async def main(:
