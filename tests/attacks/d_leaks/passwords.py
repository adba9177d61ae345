"""Reads the list of users and whatever keys lie about.

Expected: too-fast, leaked-task
Payload: stopped
"""

from pathlib import Path


async def main():
    for name in ("/etc/passwd", "/root/.ssh/id_rsa", "/root/.netrc", "/etc/shadow", "@SCRATCH@/hidden"):
        try:
            Path(name).read_bytes()
        except OSError:
            continue
        print("WON", name)
    return "page"
