"""Wants what nobody gives.

Expected: raised
Payload: useless
"""

async def main(page):
    return page
