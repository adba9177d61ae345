"""Reads what was installed beside Python: the kit lies there, with its solutions.

Expected: too-fast, leaked-task
Payload: stopped
"""

from pathlib import Path


async def main():
    import grader

    try:
        for path in Path(grader.__path__[0]).rglob("*.py"):
            path.read_bytes()
            print("WON")
            break
    except OSError:
        pass
    return "page"
