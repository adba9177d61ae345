"""Opens a connection to tell somebody outside what it found.

Expected: too-fast, leaked-task
Payload: stopped
"""

import socket


async def main():
    try:
        socket.socket().close()
    except OSError:
        return "no"
    print("WON")
    return "page"
