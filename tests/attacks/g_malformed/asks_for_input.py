"""Asks the teacher at the keyboard for the answer.

Expected: raised, exited, import-error
Payload: useless
"""

async def main():
    return input("page? ")
