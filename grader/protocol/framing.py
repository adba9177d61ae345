"""Messages to frames and back: four bytes of length, then MessagePack.

MessagePack and not JSON, since values hold bytes and both ends are ours; decoding is typed by `messages`, so that a
frame with unknown tags, extra fields or wrong types is refused as a whole.
"""

import struct
from typing import TypeVar

import msgspec

from grader.protocol.errors import LocalProtocolError, RemoteProtocolError
from grader.protocol.messages import FromJudge, Go, Load, Say, Setting

MAX_FRAME = 4 * 1024 * 1024

HEADER = 4
"""Bytes of length, the highest first."""

_LENGTH = struct.Struct(">I")

# A frame that comes in more small pieces than a system would cut it into is held back on purpose.
_SMALL_PIECE = 512
_MANY_PIECES = 256

_M = TypeVar("_M")

_encoder = msgspec.msgpack.Encoder()
_decode_from_judge: "msgspec.msgpack.Decoder[FromJudge]" = msgspec.msgpack.Decoder(Load | Go)
_decode_setting = msgspec.msgpack.Decoder(Setting)
_decode_from_runner = msgspec.msgpack.Decoder(Say)


def frame(message: Setting | FromJudge | Say) -> bytes:
    """The bytes of one message.

    Raises:
        LocalProtocolError: the message is larger than a frame may be, or holds what the format cannot.

    """
    try:
        payload = _encoder.encode(message)
    except (OverflowError, TypeError, UnicodeEncodeError) as error:
        raise LocalProtocolError(f"{type(message).__name__} has no form on the wire: {error}") from None
    if len(payload) > MAX_FRAME:
        raise LocalProtocolError(f"a message of {len(payload)} bytes; a frame holds {MAX_FRAME}")
    return _LENGTH.pack(len(payload)) + payload


def message_from_runner(payload: bytes) -> Say:
    """Decode a payload that the runner sent.

    Raises:
        RemoteProtocolError: it is no message that a runner may send.

    """
    return _decode(_decode_from_runner, payload)


def message_from_judge(payload: bytes) -> FromJudge:
    """Decode a payload that the judge sent.

    Raises:
        RemoteProtocolError: it is no message that a judge may send.

    """
    return _decode(_decode_from_judge, payload)


def setting(payload: bytes) -> Setting:
    """Decode what comes before the conversation.

    Raises:
        RemoteProtocolError: it is no setting.

    """
    return _decode(_decode_setting, payload)


def _decode(decoder: "msgspec.msgpack.Decoder[_M]", payload: bytes) -> "_M":
    # A hostile payload can make a decoder recurse without end or trip over broken text, not only fail validation.
    try:
        return decoder.decode(payload)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, ValueError) as error:
        raise RemoteProtocolError(f"not a message: {error}") from None


class FrameBuffer:
    """Bytes in, whole payloads out."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._bytes = bytearray()
        self._small_pieces = 0

    def feed(self, data: bytes) -> None:
        """Add what arrived."""
        self._bytes += data
        self._small_pieces += 0 < len(data) < _SMALL_PIECE

    def next_payload(self, arrived: bytes = b"") -> bytes | None:
        """The next whole payload of what there was and what arrived, `None` while it is incomplete.

        Raises:
            RemoteProtocolError: a frame announces more than a frame may hold, or arrives in drops.

        """
        size = len(arrived) - HEADER
        if not self._bytes and 0 <= size <= MAX_FRAME and _LENGTH.unpack_from(arrived)[0] == size:
            # Nearly always: one frame, in one piece.
            return arrived[HEADER:]
        self.feed(arrived)
        if self._small_pieces > _MANY_PIECES:
            raise RemoteProtocolError(f"a frame in more than {_MANY_PIECES} pieces")
        if len(self._bytes) < HEADER:
            return None
        end = HEADER + int.from_bytes(self._bytes[:HEADER], "big")
        if end > MAX_FRAME + HEADER:
            raise RemoteProtocolError(f"a frame of {end - HEADER} bytes; a frame holds {MAX_FRAME}")
        if len(self._bytes) < end:
            return None
        payload = bytes(self._bytes[HEADER:end])
        del self._bytes[:end]
        self._small_pieces = 0
        return payload

    @property
    def empty(self) -> bool:
        """Whether nothing is left over."""
        return not self._bytes
