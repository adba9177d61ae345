"""Who may say what when: every pair of the table."""

from collections.abc import Callable
from typing import Any

import pytest

from grader.protocol.errors import LocalProtocolError, ProtocolError, RemoteProtocolError
from grader.protocol.messages import (
    Ask,
    Block,
    BlockOn,
    BusyWait,
    Call,
    CancelCall,
    Done,
    Error,
    Failure,
    Flush,
    FromJudge,
    Go,
    Idle,
    Invoke,
    Load,
    Loaded,
    NotLoaded,
    Origin,
    Pending,
    Release,
    Say,
    Step,
    Turn,
    Value,
    Yielded,
)
from grader.protocol.states import LAWFUL_ANSWERS, LAWFUL_OPENINGS, Conversation

ORIGIN = Origin("Task-1", (), 0)
NO_CALL: list[Any] = [[], []]
LOAD = Load("")
STATES: list[Any] = [
    Idle(None),
    Turn((1, 2)),
    Release((1, 2)),
    Call(1, "download", NO_CALL, ORIGIN),
    Step(1, False),
    CancelCall(1),
    Ask("peek", NO_CALL, ORIGIN),
    BlockOn("download", NO_CALL, ORIGIN),
    Block(1, "sleep", ORIGIN),
    Flush(),
    Loaded(()),
    NotLoaded("import-error", Failure(None, "E", ""), None),
    BusyWait(1, ()),
]
ANSWERS: list[Any] = [None, Value(1), Error(None), Invoke("#1", None), Pending(), Yielded(), Done()]

# Written out here a second time on purpose: the protocol's own table is what is tested.
ANSWERED_BY = {
    "Idle": "None",
    "Turn": "None",
    "Release": "None",
    "Call": "Value Error Invoke Pending Yielded",
    "Step": "Value Error Invoke Pending Yielded",
    "CancelCall": "Done",
    "Ask": "Value Error",
    "BlockOn": "Value Error",
    "Block": "Done",
    "Flush": "Done",
    "Loaded": "None",
    "NotLoaded": "",
    "BusyWait": "",
}
OPENINGS = "Loaded NotLoaded Block Flush"


def name(thing: object) -> str:
    return "None" if thing is None else type(thing).__name__


def conversation(*messages: FromJudge | Say) -> Conversation:
    """A conversation in which these messages were said."""
    held = Conversation()
    for message in messages:
        held.received(message)
    return held


def after_loading(*messages: FromJudge | Say) -> Conversation:
    return conversation(LOAD, Say(Loaded(())), *messages)


def is_lawful(held: Conversation, message: FromJudge | Say) -> bool:
    try:
        held.received(message)
    except RemoteProtocolError:
        return False
    return True


class TestTable:
    def test_complete(self) -> None:
        """The table has a row for each state there is."""
        assert {kind.__name__ for kind in LAWFUL_ANSWERS} == set(ANSWERED_BY) == set(map(name, STATES))
        assert {kind.__name__ for kind in LAWFUL_OPENINGS} == set(OPENINGS.split())

    @pytest.mark.parametrize("answer", ANSWERS, ids=name)
    @pytest.mark.parametrize("state", STATES, ids=name)
    def test_answers(self, state: Any, answer: Any) -> None:
        """What the judge may answer depends only on what the runner asked."""
        held = conversation(LOAD) if isinstance(state, Loaded | NotLoaded) else after_loading(Go(0))
        held.received(Say(state))
        assert is_lawful(held, Go(0, answer)) == (name(answer) in ANSWERED_BY[name(state)].split())

    @pytest.mark.parametrize("state", STATES, ids=name)
    def test_openings(self, state: Any) -> None:
        """Before the submission was loaded the runner may only say how that went, print or hold its thread."""
        assert is_lawful(conversation(LOAD), Say(state)) == (name(state) in OPENINGS.split())

    @pytest.mark.parametrize("state", STATES, ids=name)
    def test_once_loaded(self, state: Any) -> None:
        """Once loaded the runner may say all but how loading went."""
        assert is_lawful(after_loading(Go(0)), Say(state)) == (name(state) not in ("Loaded", "NotLoaded"))

    @pytest.mark.parametrize("state", [Flush(), Block(1, "sleep", ORIGIN)], ids=name)
    def test_still_opening(self, state: Any) -> None:
        """Printing while it is imported does not make a submission loaded."""
        held = conversation(LOAD, Say(state), Go(0, Done()))
        assert not is_lawful(held, Say(Idle(None)))
        assert is_lawful(held, Say(Loaded(())))


class TestTurns:
    @pytest.mark.parametrize(
        ("said", "next_one"),
        [
            ([], Go(0)),
            ([], Say(Loaded(()))),
            ([LOAD], LOAD),
            ([LOAD], Go(0)),
            ([LOAD, Say(Loaded(()))], LOAD),
            ([LOAD, Say(Loaded(()))], Say(Idle(None))),
            ([LOAD, Say(Loaded(())), Go(0)], Go(0)),
            ([LOAD, Say(Loaded(())), Go(0)], LOAD),
            ([LOAD, Say(Loaded(())), Go(0), Say(Idle(None))], Say(Idle(None))),
        ],
        ids=repr,
    )
    def test_out_of_turn(self, said: list[Any], next_one: Any) -> None:
        """The rooms alternate, the judge begins with its load, and there is one load only."""
        assert not is_lawful(conversation(*said), next_one)


class TestTime:
    def test_backwards(self) -> None:
        """Time never goes backwards; it may stand still."""
        held = after_loading(Go(5), Say(Idle(None)), Go(5), Say(Idle(None)))
        assert not is_lawful(held, Go(4))

    def test_idle_until_what_is_over(self) -> None:
        """Nobody waits for an instant that is over; for the present one they may."""
        assert not is_lawful(after_loading(Go(5)), Say(Idle(4)))
        assert is_lawful(after_loading(Go(5)), Say(Idle(5)))


class TestFault:
    @pytest.mark.parametrize(
        ("record", "fault"), [(Conversation.sent, LocalProtocolError), (Conversation.received, RemoteProtocolError)]
    )
    def test_whose(self, record: Callable[[Conversation, FromJudge | Say], None], fault: type[ProtocolError]) -> None:
        """A breach is the fault of whoever spoke."""
        with pytest.raises(fault, match="out of turn"):
            record(conversation(LOAD), Go(0))

    def test_breach_leaves_no_trace(self) -> None:
        """What was refused was not said: the conversation stands where it stood."""
        held = after_loading(Go(5))
        assert not is_lawful(held, Say(Idle(4)))
        assert not is_lawful(conversation(LOAD), Say(Idle(None)))
        assert is_lawful(held, Say(Idle(6)))
        assert not is_lawful(held, Go(3))
        assert is_lawful(held, Go(5))

    def test_what_goes_wrong_is_said(self) -> None:
        """The breach names what does not answer what."""
        with pytest.raises(RemoteProtocolError, match="Done does not answer Idle"):
            after_loading(Go(0), Say(Idle(None))).received(Go(0, Done()))
