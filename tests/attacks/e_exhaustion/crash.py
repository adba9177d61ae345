"""Reads address zero, so that no result can be told.

Expected: crashed
Payload: not tried: it ends as it ends here
"""

import ctypes


async def main():
    return ctypes.string_at(0)
