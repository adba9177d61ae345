"""Has no entry.

Expected: missing-entry
Payload: useless
"""

async def mian():
    return "page"
