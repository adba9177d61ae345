"""Takes shared memory, which some limits do not count.

Expected: too-fast, leaked-task
Payload: not tried: it would take the machine's memory
"""

import mmap


async def main():
    kept = []
    try:
        for _ in range(64):
            part = mmap.mmap(-1, 16 << 20)
            part.write(b"x" * (16 << 20))
            kept.append(part)
    except (OSError, MemoryError):
        return "no"
    print("WON")
    return "page"
