"""Claims to be written in a code in which it reads differently.

Expected: too-fast, import-error, syntax-error, missing-entry, leaked-task
Payload: useless
"""

# coding: rot13
async def main():
    return "page"
