"""Messages over two descriptors."""

import os

from grader.protocol.framing import FrameBuffer, frame, message_from_judge, setting
from grader.protocol.messages import FromJudge, Say, Setting
from grader.protocol.states import Conversation

_CHUNK = 65536

# Bound here, so that a submission that patches `os` disturbs nobody but itself.
_read, _write, _exit = os.read, os.write, os._exit


class Channel:
    """The runner's end: what is sent is answered before anything else happens here."""

    def __init__(self, read_fd: int, write_fd: int) -> None:
        """Take the descriptors to read from and to write to; they may be the same."""
        self._read_fd = read_fd
        self._write_fd = write_fd
        self._buffer = FrameBuffer()
        self._conversation = Conversation()

    def send(self, message: Say) -> None:
        """Send a message, whole."""
        # In this order: a message that no frame holds was not sent.
        data = frame(message)
        self._conversation.sent(message)
        written = _write(self._write_fd, data)
        while written < len(data):
            written += _write(self._write_fd, memoryview(data)[written:])

    def receive_setting(self) -> Setting:
        """What the judge says before the conversation, to a process that nobody has furnished."""
        return setting(self._next_payload())

    def receive(self) -> FromJudge:
        """The judge's next message."""
        message = message_from_judge(self._next_payload())
        self._conversation.received(message)
        return message

    def _next_payload(self) -> bytes:
        """A closed channel ends the process: the run is over."""
        payload = None if self._buffer.empty else self._buffer.next_payload()
        while payload is None:
            data = _read(self._read_fd, _CHUNK)
            if not data:
                _exit(0)
            payload = self._buffer.next_payload(data)
        return payload
