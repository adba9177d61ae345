"""Listens on a port, to be told the answers by a friend.

Expected: too-fast, leaked-task
Payload: stopped
"""

import socket


async def main():
    try:
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            server.listen()
    except OSError:
        return "no"
    print("WON")
    return "page"
