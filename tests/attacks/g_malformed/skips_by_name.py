"""Raises an error that bears the name of pytest's own outcomes.

Expected: raised
Payload: useless
"""

class Skipped(BaseException):
    pass


Skipped.__module__ = "builtins"
Skipped.__qualname__ = "Skipped"


async def main():
    raise Skipped("no reason")
