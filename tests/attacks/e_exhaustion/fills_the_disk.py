"""Writes a file as large as the disk.

Expected: too-fast, leaked-task
Payload: stopped
"""

async def main():
    try:
        with open("@SCRATCH@/large", "wb") as file:
            file.write(b"x" * 65536)
    except OSError:
        return "no"
    print("WON")
    return "page"
