"""Ends the process without another word.

Expected: exited
Payload: useless
"""

import os


async def main():
    os._exit(0)
