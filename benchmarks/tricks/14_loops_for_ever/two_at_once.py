"""Loops for ever."""

async def main():
    while True:
        pass
