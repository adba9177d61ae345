"""Raises what closes generators.

Expected: raised
Payload: useless
"""

async def main():
    raise GeneratorExit
