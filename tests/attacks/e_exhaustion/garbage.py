"""Makes garbage that refers to itself, with the collector off.

Expected: memory-limit, hung, too-fast, crashed, never-ends, leaked-task
Payload: not tried: it would take the machine's memory
"""

import gc


async def main():
    gc.disable()
    while True:
        cycle = [bytearray(100_000)]
        cycle.append(cycle)
