"""Frames hold one message each, whole, and nothing that is no message."""

import contextlib

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.protocol.errors import LocalProtocolError, RemoteProtocolError
from grader.protocol.framing import (
    MAX_FRAME,
    FrameBuffer,
    frame,
    message_from_judge,
    message_from_runner,
    setting,
)
from grader.protocol.messages import (
    Block,
    Call,
    Error,
    FromJudge,
    Go,
    Idle,
    Load,
    Loaded,
    Origin,
    Place,
    Printed,
    Returned,
    Say,
    Setting,
    Start,
    Value,
    Wake,
)
from grader.protocol.shapes import FunctionShape, ParameterShape, WorldShape

ORIGIN = Origin("Task-1", (Place("main", 3),), 0)
SAID = [
    Say(Idle(None)),
    Say(Idle(5), (Printed("out", "ü\n", "Task-1", 4), Returned(1, ["list", [1.5, None]]))),
    Say(Call(1, "download", [[], []], ORIGIN)),
    Say(Block(7, "burn", ORIGIN)),
    Say(Loaded((("main", "function", None), ("LIMIT", "value", 3)))),
]
GONE: list[FromJudge] = [
    Go(0),
    Go(1 << 60, Value(b"\x00"), (Wake(1), Start(2, "main", [[], []]))),
    Go(3, Error(["error", "KeyError", "KeyError", "", ["k"], [], [], None])),
    Load("x = 1\n", (("LIMIT", 3),), schedule=5),
]
SETTING = Setting(
    "two.py",
    WorldShape(functions=(FunctionShape("get", "coroutine", (ParameterShape("key", "keyword-only", True),), ""),)),
    100_000,
    1,
    beat=5,
)


def payloads(data: bytes, cuts: list[int]) -> list[bytes]:
    """What a buffer makes of bytes that arrive cut in pieces."""
    buffer, found = FrameBuffer(), []
    for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True):
        payload = buffer.next_payload(data[start:end])
        while payload is not None:
            found.append(payload)
            payload = buffer.next_payload()
    assert buffer.empty
    return found


class TestFrames:
    @pytest.mark.parametrize("say", SAID, ids=lambda say: repr(say)[:40])
    def test_from_runner(self, say: Say) -> None:
        """What the runner says arrives at the judge as it was said."""
        (payload,) = payloads(frame(say), [])
        assert message_from_runner(payload) == say

    @pytest.mark.parametrize("message", GONE, ids=lambda message: repr(message)[:40])
    def test_from_judge(self, message: FromJudge) -> None:
        """What the judge says arrives at the runner as it was said."""
        (payload,) = payloads(frame(message), [])
        assert message_from_judge(payload) == message

    def test_setting(self) -> None:
        """What comes before the conversation arrives as it was said, and is no part of the conversation."""
        (payload,) = payloads(frame(SETTING), [])
        assert setting(payload) == SETTING
        with pytest.raises(RemoteProtocolError):
            message_from_judge(payload)

    def test_every_split(self) -> None:
        """Two frames are the same two payloads wherever the bytes are cut."""
        data = frame(SAID[1]) + frame(SAID[2])
        whole = payloads(data, [])
        assert len(whole) == 2
        assert all(payloads(data, [cut]) == whole for cut in range(len(data) + 1))
        assert payloads(data, list(range(len(data)))) == whole

    @given(st.lists(st.binary(max_size=30), max_size=6), st.data())
    @settings(max_examples=100, deadline=None)
    def test_any_pieces(self, contents: list[bytes], data: st.DataObject) -> None:
        """Payloads come out as they went in, in however many pieces they arrive."""
        stream = b"".join(len(content).to_bytes(4, "big") + content for content in contents)
        cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=10)))
        assert payloads(stream, cuts) == contents

    def test_nothing_left_over(self) -> None:
        """A buffer says whether bytes are left that are no whole frame."""
        buffer = FrameBuffer()
        buffer.feed(frame(SAID[0]) + b"\x00")
        buffer.next_payload()
        assert not buffer.empty


class TestLimits:
    def test_drops(self) -> None:
        """A frame that arrives drop by drop, to keep whoever waits for it waiting, is refused."""
        buffer, size = FrameBuffer(), 100_000
        buffer.feed(size.to_bytes(4, "big"))
        for _ in range(255):
            buffer.feed(b"x")
            assert buffer.next_payload() is None
        buffer.feed(b"x")
        with pytest.raises(RemoteProtocolError, match="in more than 256 pieces"):
            buffer.next_payload()

    def test_large_pieces(self) -> None:
        """A large frame may come in as many pieces as sockets make of it."""
        buffer = FrameBuffer()
        buffer.feed(MAX_FRAME.to_bytes(4, "big"))
        for _ in range(MAX_FRAME // 1024):
            assert buffer.next_payload() is None
            buffer.feed(bytes(1024))
        assert buffer.next_payload() == bytes(MAX_FRAME)

    @pytest.mark.parametrize("length", [MAX_FRAME + 1, 2**31 - 1, 2**32 - 1])
    def test_announced(self, length: int) -> None:
        """A frame that announces too much is refused by its header alone."""
        buffer = FrameBuffer()
        buffer.feed(length.to_bytes(4, "big"))
        with pytest.raises(RemoteProtocolError, match=f"a frame of {length} bytes"):
            buffer.next_payload()

    def test_too_large_in_one_piece(self) -> None:
        """A frame beyond the limit is refused, even when all of it is there."""
        with pytest.raises(RemoteProtocolError, match=f"a frame of {MAX_FRAME + 1} bytes"):
            FrameBuffer().next_payload((MAX_FRAME + 1).to_bytes(4, "big") + bytes(MAX_FRAME + 1))

    def test_largest(self) -> None:
        """A frame of exactly the limit is taken."""
        assert payloads(MAX_FRAME.to_bytes(4, "big") + bytes(MAX_FRAME), []) == [bytes(MAX_FRAME)]

    def test_own_fault(self) -> None:
        """A message that no frame could hold is this room's own fault."""
        with pytest.raises(LocalProtocolError, match="a frame holds"):
            frame(Go(0, Value(bytes(MAX_FRAME))))

    def test_too_long_an_integer(self) -> None:
        """A number that the format cannot hold is this room's own fault."""
        with pytest.raises(LocalProtocolError, match="no form"):
            frame(Go(1 << 64))


def packed(message: object) -> bytes:
    return msgspec.msgpack.encode(message)


GARBAGE = [
    b"",
    b"\xc1",
    b"[" * 60_000,
    b"\x91" * 60_000,
    b"\x91" * 60_000 + b"\x00",
    b"\xdd\xff\xff\xff\xff",
    b"\xc6\xff\xff\xff\xff",
    b"\x93\xa3Say\xa2\xff\xff\x90",
    b"cos\nsystem\n(S'true'\ntR.",
    packed("passed"),
    packed({"type": "Say"}),
    packed(["Passed", 10]),
    packed(["Go", 0, None, []]),
    packed(["Say"]),
    packed(["Say", ["Idle", True], []]),
    packed(["Say", ["Idle", "5"], []]),
    packed(["Say", ["Idle", 5.0], []]),
    packed(["Say", ["Idle", 5, 6, 7], []]),
    packed(["Say", ["Idle", 5], [], "more"]),
    packed(["Say", ["Idle", 5], None]),
    packed(["Say", ["Sleep", 5], []]),
    packed(["Say", ["Idle"], []]),
    packed(["Say", ["Idle", 1 << 63], []]),
    packed(["Say", ["Idle", -1], []]),
    packed(["Say", ["Step", 1, 0], []]),
    packed(["Say", ["Step", 1 << 63, False], []]),
    packed(["Say", ["Step", -1, False], []]),
    packed(["Say", ["Block", -1, "sleep", ["Origin", "", [], 0]], []]),
    packed(["Say", ["Block", 1, "nap", ["Origin", "", [], 0]], []]),
    packed(["Say", ["Idle", None], [["Printed", "log", "x", "", None]]]),
    packed(["Say", ["Idle", None], [["LateBeat", 1, -1]]]),
    packed(["Say", ["Idle", None], [["Passed"]]]),
    packed(["Say", ["Idle", None], [["Unfinished", [["TaskState", "a", "b", "c", None, [["Place", "f", -1]]]]]]]),
]


class TestGarbage:
    @pytest.mark.parametrize(
        "payload", GARBAGE, ids=[f"{number} {payload[:30]!r}" for number, payload in enumerate(GARBAGE)]
    )
    def test_refused(self, payload: bytes) -> None:
        """What no runner may send is refused as a whole."""
        with pytest.raises(RemoteProtocolError, match="not a message"):
            message_from_runner(payload)

    def test_directions(self) -> None:
        """Neither room may say what only the other may."""
        with pytest.raises(RemoteProtocolError):
            message_from_judge(frame(SAID[0])[4:])

    @given(st.binary(max_size=60))
    @settings(max_examples=200, deadline=None)
    def test_any_bytes(self, payload: bytes) -> None:
        """Whatever arrives is a message or refused."""
        for read in (message_from_runner, message_from_judge):
            with contextlib.suppress(RemoteProtocolError):
                assert isinstance(read(payload), Say | Go | Load)

    @given(st.sampled_from(SAID), st.integers(0, 200), st.binary(min_size=1, max_size=3))
    @settings(max_examples=300, deadline=None)
    def test_damaged(self, say: Say, place: int, junk: bytes) -> None:
        """A message with bytes replaced is a message or refused."""
        payload = bytearray(frame(say)[4:])
        start = place % len(payload)
        payload[start : start + len(junk)] = junk
        with contextlib.suppress(RemoteProtocolError):
            assert isinstance(message_from_runner(bytes(payload)), Say)


def test_looking_in_vain_is_no_piece() -> None:
    """Whoever looks a thousand times while nothing arrives has not been sent drops."""
    buffer = FrameBuffer()
    for _ in range(1_000):
        buffer.feed(b"")
    assert buffer.next_payload() is None
