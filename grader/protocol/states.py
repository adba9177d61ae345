"""Who may say what when.

Rule 1: the conversation alternates, and the judge begins. Nobody speaks twice in a row.
Rule 2: what the judge may answer depends only on what the runner asked; the table below is all of it.
Rule 3: this file does not know which room it serves. Each room keeps a `Conversation`, checks what it is about to
send and what it received, and the type of the error says whose fault a breach is.
"""

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
LAWFUL_ANSWERS: dict[type, tuple[type, ...]] = {
    Loaded: (type(None),),
    Idle: (type(None),),
    Turn: (type(None),),
    Release: (type(None),),
    Call: (Value, Error, Invoke, Pending, Yielded),
    Step: (Value, Error, Invoke, Pending, Yielded),
    CancelCall: (Done,),
    Ask: (Value, Error),
    BlockOn: (Value, Error),
    Block: (Done,),
    Flush: (Done,),
    NotLoaded: (),
    BusyWait: (),
}

# What may answer `Load`; all other states come later.
LAWFUL_OPENINGS = (Loaded, NotLoaded, Block, Flush)

# Tuples and not unions, which are made anew and taken apart for every message.
_FROM_JUDGE = (Load, Go)
_AFTER_LOAD = (Loaded, NotLoaded)


class Conversation:
    """One room's record of where the conversation stands."""

    def __init__(self) -> None:
        """Nobody has spoken."""
        self._last: FromJudge | Say | None = None
        self._loaded = False
        self._now = 0

    def sent(self, message: FromJudge | Say) -> None:
        """Record what this room says.

        Raises:
            LocalProtocolError: it may not be said now.

        """
        self._advance(message, LocalProtocolError)

    def received(self, message: FromJudge | Say) -> None:
        """Record what the other room said.

        Raises:
            RemoteProtocolError: it may not be said now.

        """
        self._advance(message, RemoteProtocolError)

    def _advance(self, message: FromJudge | Say, fault: type[ProtocolError]) -> None:
        breach = self._breach(message)
        if breach:
            raise fault(breach)
        self._last = message

    def _breach(self, message: FromJudge | Say) -> str | None:
        match message:
            case Load():
                return self._breach_of_load()
            case Go():
                return self._breach_of_go(message)
            case _:
                return self._breach_of_say(message)

    def _breach_of_load(self) -> str | None:
        """A run begins, in a new process or in one whose last run is over: nobody is asked anything there."""
        if self._last is not None and not (isinstance(self._last, Say) and isinstance(self._last.state, Idle)):
            return "load is only for the beginning of a run"
        self._loaded, self._now = False, 0
        return None

    def _breach_of_go(self, go: Go) -> str | None:
        if not isinstance(self._last, Say):
            return "the judge spoke out of turn"
        asked = type(self._last.state)
        if not isinstance(go.answer, LAWFUL_ANSWERS[asked]):
            return f"{type(go.answer).__name__} does not answer {asked.__name__}"
        if go.now < self._now:
            return "time went backwards"
        self._now = go.now
        return None

    def _breach_of_say(self, say: Say) -> str | None:
        if not isinstance(self._last, _FROM_JUDGE):
            return "the runner spoke out of turn"
        if not self._loaded and not isinstance(say.state, LAWFUL_OPENINGS):
            return f"{type(say.state).__name__} before the submission was loaded"
        if self._loaded and isinstance(say.state, _AFTER_LOAD):
            return "loaded twice"
        self._loaded = self._loaded or isinstance(say.state, Loaded)
        if isinstance(say.state, Idle) and say.state.until is not None and say.state.until < self._now:
            return "idle until an instant that is over"
        return None
