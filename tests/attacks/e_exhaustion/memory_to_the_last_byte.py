"""Leaves the runner not even the memory to say that there is none.

Expected: wrong-result, memory-limit, crashed, exited, hung
Payload: not tried: it would take the machine's memory
"""

async def main():
    kept, size = [], 1 << 24
    while size >= 16:
        try:
            kept.append(bytes(size))
        except MemoryError:
            size //= 2
    return kept
