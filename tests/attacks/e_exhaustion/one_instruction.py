"""Computes a number so large that no instruction of Python ends meanwhile.

Expected: hung
Payload: useless
"""

async def main():
    return 9**9**9
