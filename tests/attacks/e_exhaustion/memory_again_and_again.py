"""Takes memory, catches the refusal, and takes it again.

Expected: hung, memory-limit, too-fast, crashed, busy-wait, leaked-task
Payload: not tried: it would take the machine's memory
"""

async def main():
    kept = []
    while True:
        try:
            kept.append(bytearray(1 << 20))
        except MemoryError:
            sum(range(100_000))
