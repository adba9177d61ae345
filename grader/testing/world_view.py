"""The world as a check sees it: its data, and its functions with the calls that they got."""

from typing import Any

from grader.judge.ledger import CallRecord
from grader.judge.remote import SubmissionRun
from grader.testing.job import Room


class WorldView:
    """The module of the world in the judge's room."""

    def __init__(self, room: Room) -> None:
        """Take the world and the session whose ledger is shown."""
        self._room = room

    def __getattr__(self, name: str) -> Any:
        """A function or class with its ledger, or the world's data."""
        value = getattr(self._room.world.module, name)
        if self._room.world.offers(name):
            return Recorded(value, name, self._room.session)
        return self._room.session.data_of_world(name)

    def configure(self, **choices: Any) -> None:
        """Swap the data set; only before the submission is used, since it may have read the old one.

        Raises:
            RuntimeError: the submission was used already.

        """
        if self._room.session.loaded:
            raise RuntimeError("world.configure() comes before the first use of submission: swap the two lines")
        self._room.session.touch_world()
        self._room.world.configure(**choices)


class Recorded:
    """A function, method or class of the world with its ledger; calling it does what the world does."""

    def __init__(self, wrapped: Any, name: str, session: SubmissionRun) -> None:
        """Take what it stands for; `__wrapped__` lets it cross to the runner as the world's own."""
        self.__wrapped__ = wrapped
        self._name = name
        self._session = session

    @property
    def calls(self) -> list[CallRecord]:
        """The calls so far, in the order in which they started."""
        return list(self._session.ledger.of(self._name).calls)

    @property
    def in_flight_max(self) -> int:
        """How many calls were under way at once, at most."""
        return self._session.ledger.of(self._name).in_flight_max

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it in the judge's room, past the ledger."""
        self._session.touch_world()
        return self.__wrapped__(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        """A method with its own ledger."""
        if name.startswith("__"):
            raise AttributeError(name)
        return Recorded(getattr(self.__wrapped__, name), f"{self._name}.{name}", self._session)
