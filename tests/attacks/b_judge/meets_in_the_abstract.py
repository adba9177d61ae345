"""Opens an abstract socket, where two runs could meet and share answers.

Expected: too-fast, leaked-task
Payload: stopped
"""

import socket


async def main():
    try:
        with socket.socket(socket.AF_UNIX) as meeting:
            meeting.bind("\0onethread-meeting")
            meeting.listen()
    except OSError:
        return "no"
    print("WON")
    return "page"
