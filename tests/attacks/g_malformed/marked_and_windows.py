"""Begins with a byte order mark and ends its lines as Windows does.

Expected: too-fast, leaked-task
Payload: useless
"""

async def main():
    return "page"
