"""Hides bytes that are no text in a comment.

Expected: unreadable-file
Payload: useless
"""

async def main():
    return "page"
# ÿþ
