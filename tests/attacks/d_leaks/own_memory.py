"""Reads its own memory as a file, to find what the zygote left there.

Expected: too-fast, leaked-task
Payload: stopped
"""

async def main():
    try:
        with open("/proc/self/mem", "rb") as memory, open("/proc/self/maps") as maps:
            start = int(maps.readline().split("-")[0], 16)
            memory.seek(start)
            memory.read(1)
    except OSError:
        return "no"
    print("WON")
    return "page"
