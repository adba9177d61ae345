"""Raises what the teacher's keyboard would, to end the grading of all who come after.

Expected: raised
Payload: useless
"""

async def main():
    raise KeyboardInterrupt
