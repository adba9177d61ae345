"""Raises an error whose cause is the error itself.

Expected: raised
Payload: useless
"""

async def main():
    error = ValueError("round")
    other = KeyError("and round")
    error.__cause__, other.__cause__ = other, error
    raise error
