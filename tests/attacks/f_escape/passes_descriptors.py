"""Opens a pair of sockets, over which descriptors could be passed.

Expected: too-fast, leaked-task
Payload: stopped
"""

import socket


async def main():
    try:
        one, other = socket.socketpair()
        one.close()
        other.close()
    except OSError:
        return "no"
    print("WON")
    return "page"
