"""Who may say what when.

Rule 1: the conversation alternates, and the judge begins. Nobody speaks twice in a row.
Rule 2: what the judge may answer depends only on what the runner asked; the table below is all of it.
Rule 3: this file does not know which room it serves. Each room keeps a `Conversation`, checks what it is about to
send and what it received, and the type of the error says whose fault a breach is.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from grader.protocol.errors import LocalProtocolError, RemoteProtocolError
from grader.protocol.messages import (
    Ask,
    Block,
    BlockOn,
    BusyWait,
    Call,
    CancelCall,
    Done,
    Error,
    Flush,
    FromJudge,
    Go,
    Idle,
    Invoke,
    Load,
    Loaded,
    NotLoaded,
    Pending,
    Release,
    Say,
    Step,
    Turn,
    Value,
    Yielded,
)

# What the runner said last -> the kinds of answer that the judge's next message may carry.
LAWFUL_ANSWERS: dict[type, frozenset[type]] = {
    Loaded: frozenset({type(None)}),
    Idle: frozenset({type(None)}),
    Turn: frozenset({type(None)}),
    Release: frozenset({type(None)}),
    Call: frozenset({Value, Error, Invoke, Pending, Yielded}),
    Step: frozenset({Value, Error, Invoke, Pending, Yielded}),
    CancelCall: frozenset({Done}),
    Ask: frozenset({Value, Error}),
    BlockOn: frozenset({Value, Error}),
    Block: frozenset({Done}),
    Flush: frozenset({Done}),
    NotLoaded: frozenset(),
    BusyWait: frozenset(),
}

# What may answer `Load`; all other states come later.
LAWFUL_OPENINGS = frozenset({Loaded, NotLoaded, Block, Flush})

# What may be said once the submission was loaded: all but how that went.
_LAWFUL_LATER = frozenset(LAWFUL_ANSWERS) - {Loaded, NotLoaded}


class Conversation:
    """One room's record of where the conversation stands."""

    def __init__(self) -> None:
        """Nobody has spoken."""
        # What the runner asked last; nothing while it has the word.
        self._asked: type | None = None
        self._begun = False
        self._sayable: frozenset[type] = LAWFUL_OPENINGS
        self._now = 0

    def sent(self, message: FromJudge | Say) -> None:
        """Record what this room says.

        Raises:
            LocalProtocolError: it may not be said now.

        """
        if breach := self._breach_of[type(message)](self, message):
            raise LocalProtocolError(breach)

    def received(self, message: FromJudge | Say) -> None:
        """Record what the other room said.

        Raises:
            RemoteProtocolError: it may not be said now.

        """
        if breach := self._breach_of[type(message)](self, message):
            raise RemoteProtocolError(breach)

    # Each of these returns the breach, or takes the message down.

    def _breach_of_load(self, _load: Load) -> str | None:
        """A run begins, in a new process or in one whose last run is over: nobody is asked anything there."""
        if self._begun and self._asked is not Idle:
            return "load is only for the beginning of a run"
        self._begun, self._sayable, self._asked, self._now = True, LAWFUL_OPENINGS, None, 0
        return None

    def _breach_of_go(self, go: Go) -> str | None:
        asked = self._asked
        if asked is None:
            return "the judge spoke out of turn"
        if type(go.answer) not in LAWFUL_ANSWERS[asked]:
            return f"{type(go.answer).__name__} does not answer {asked.__name__}"
        if go.now < self._now:
            return "time went backwards"
        self._asked, self._now = None, go.now
        return None

    def _breach_of_say(self, say: Say) -> str | None:
        state, asks = say.state, type(say.state)
        if self._asked is not None or not self._begun:
            return "the runner spoke out of turn"
        if asks not in self._sayable:
            early = f"{asks.__name__} before the submission was loaded"
            return early if self._sayable is LAWFUL_OPENINGS else "loaded twice"
        if isinstance(state, Idle) and state.until is not None and state.until < self._now:
            return "idle until an instant that is over"
        self._asked = asks
        if asks is Loaded:
            self._sayable = _LAWFUL_LATER
        return None

    # By type, since there are two of these for each exchange, in each room.
    _breach_of: ClassVar[dict[type, Callable[["Conversation", Any], str | None]]] = {
        Load: _breach_of_load,
        Go: _breach_of_go,
        Say: _breach_of_say,
    }
