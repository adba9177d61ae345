"""Takes memory until there is none.

Expected: memory-limit
Payload: not tried: it would take the machine's memory
"""

async def main():
    return [bytearray(16 << 20) for _ in range(10_000)]
