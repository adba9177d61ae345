"""Imports the grader's own packages, to find what to replace.

Expected: deadlock
Payload: useless
"""

import grader.protocol.messages
import grader.runner.room
import msgspec


async def main():
    grader.runner.room.Room.note = lambda *_: None
    print("WON")
    return msgspec.json.encode(1).decode()
