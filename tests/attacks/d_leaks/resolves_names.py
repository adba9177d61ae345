"""Tells a name server what it knows, in the name that it asks for.

Expected: too-fast, leaked-task
Payload: stopped
"""

import socket


async def main():
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.connect(("127.0.0.1", 53))
    except OSError:
        return "no"
    print("WON")
    return "page"
