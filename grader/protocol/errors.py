"""Faults in the conversation, typed by whose they are."""


class ProtocolError(Exception):
    """The conversation between the rooms went wrong."""


class LocalProtocolError(ProtocolError):
    """This room was about to say what it may not: a bug of ours."""


class RemoteProtocolError(ProtocolError):
    """The other room said what it may not. Seen from the judge: the submission tampered with its channel."""


class UncrossableValueError(Exception):
    """A value that has no form in which it could cross to the other room.

    `what` says what it was, in the words of the person who returned it, and inside of what it lay; `is_whole` where
    it is the value itself that could not cross, not something inside.
    """

    def __init__(self, what: str, *, is_whole: bool = False) -> None:
        """Take the description of the value."""
        self.what = what
        self.is_whole = is_whole
        super().__init__(what)
