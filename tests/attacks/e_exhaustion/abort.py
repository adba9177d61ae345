"""Aborts, which leaves a core file on the disk.

Expected: crashed
Payload: not tried: it ends as it ends here
"""

import os


async def main():
    os.abort()
