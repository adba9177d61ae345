"""Messages to one runner process and back, in lawful turns."""

from grader.judge.runners import Ending, Patience, RunnerProcess
from grader.protocol.framing import frame, message_from_runner
from grader.protocol.messages import Go, Load, Say
from grader.protocol.states import Conversation

_SHORT_MESSAGE = 1_000


class Wire:
    """The judge's end of the channel. Whatever is wrong at the other end raises, typed by what it is."""

    def __init__(self, runner: RunnerProcess, patience: Patience) -> None:
        """Take the process, and how long it may be silent."""
        self._runner = runner
        self._patience = patience
        self._conversation = Conversation()
        self.exchanges = 0
        # What is said is kept for the report: too much of it, even in many messages, would fill this room.
        self.message_bytes = 0

    def exchange(self, message: Load | Go) -> Say:
        """Send a message, and wait for what the runner says to it.

        Raises:
            RunnerHungError: it says nothing.
            RunnerGoneError: it is no more.
            RemoteProtocolError: it says what it may not.

        """
        data = frame(message)
        self._conversation.sent(message)
        self._runner.send(data)
        payload = self._runner.receive(self._patience)
        self.exchanges += 1
        say = message_from_runner(payload)
        self._conversation.received(say)
        if say.happened or len(payload) > _SHORT_MESSAGE:
            self.message_bytes += len(payload)
        return say

    def leave(self) -> Ending | None:
        """The run is over, and the runner idle."""
        return self._runner.leave()

    def end(self) -> Ending:
        """Kill the process if it still runs, and give back all it held."""
        return self._runner.end()
