"""A fresh process for each run, where forking is unsafe: macOS, Windows."""

import subprocess
import time

from grader.judge.python import ENVIRONMENT, command
from grader.judge.runners import (
    CHUNK,
    LOOK_S,
    STACK_PATIENCE,
    Ending,
    Patience,
    RunnerGoneError,
    RunnerHungError,
    is_whole,
    look_at,
)
from grader.protocol.framing import FrameBuffer, frame
from grader.protocol.messages import Setting
from grader.runner.dump import STACK_SIGNAL
from grader.sandbox import Standing, Watch, end_group, hold_in_job, standing_elsewhere

_START_S = 60.0


class FreshProcesses:
    """A fresh process for each run."""

    def launch(self, setting: Setting) -> "FreshRunner":
        """Start a process."""
        return FreshRunner(setting)

    def standing(self) -> Standing:
        """What is said of processes that nothing but their limits confines."""
        return standing_elsewhere()

    def close(self) -> None:
        """Nothing is held between runs."""


class FreshRunner:
    """A runner that is a process of its own, spoken with over its standard streams.

    A thread reads, since not every system can wait on a pipe with a time limit.
    """

    def __init__(self, setting: Setting) -> None:
        """Start the process, which hears of its setting together with its first message."""
        import queue
        import threading

        self._unsaid = frame(setting)
        self._is_ready = threading.Event()
        self._process = subprocess.Popen(
            command(
                "from grader.runner.fresh import main; from grader.sandbox.elsewhere import LimitedProcess; "
                "main(LimitedProcess().confine)"
            ),
            env=ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
        )
        # Before its first message, which brings the submission: until then it runs nothing but ours.
        self._close_job = hold_in_job(self._process)
        self._outside = Watch(self._process.pid)
        self._buffer = FrameBuffer()
        self._arrived: queue.Queue[bytes] = queue.Queue()
        self._stack = bytearray()
        self._readers = [
            threading.Thread(target=self._read_channel, daemon=True),
            threading.Thread(target=self._read_stack, daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def _read_channel(self) -> None:
        assert self._process.stdout
        while data := self._process.stdout.read(CHUNK):
            self._arrived.put(data)
        self._arrived.put(b"")

    def _read_stack(self) -> None:
        assert self._process.stderr
        while data := self._process.stderr.read(CHUNK):
            self._stack += data
            self._is_ready.set()
        self._is_ready.set()

    def send(self, data: bytes) -> None:
        """Send a frame; the first waits for Python to be there, which is not the submission's time."""
        assert self._process.stdin
        self._is_ready.wait(_START_S)
        data, self._unsaid = self._unsaid + data, b""
        try:
            self._process.stdin.write(data)
        except OSError as error:
            raise RunnerGoneError from error

    def receive(self, patience: Patience) -> bytes:
        """The next payload."""
        silence = _Silence(self._outside, patience)
        payload = self._buffer.next_payload()
        while payload is None:
            data = self._arrived_within(LOOK_S)
            look_at(self._outside, patience)
            if data is None and silence.is_too_long():
                raise RunnerHungError(self._ask_for_stack())
            if data == b"":
                raise RunnerGoneError
            payload = self._buffer.next_payload(data or b"")
        return payload

    def _arrived_within(self, seconds: float) -> bytes | None:
        import queue

        try:
            return self._arrived.get(timeout=seconds)
        except queue.Empty:
            return None

    def _ask_for_stack(self) -> str:
        """What it is doing: faulthandler writes a line at a time, and is asked again with each piece that came."""
        silence, heard = _Silence(self._outside, STACK_PATIENCE), -1
        while STACK_SIGNAL is not None and not is_whole(self._stack) and not silence.is_too_long():
            if heard < (heard := len(self._stack)):
                self._process.send_signal(STACK_SIGNAL)
            time.sleep(LOOK_S)
        return self._stack.decode("utf-8", "replace")

    def begin_anew(self) -> None:
        """Nothing is counted here."""

    def leave(self) -> Ending:
        """End it: no other run is meant for it."""
        return self.end()

    def end(self) -> Ending:
        """Kill and reap."""
        family = self._outside.family()
        exit_code = end_group(self._process)
        self._outside.end(family)
        self._close_job()
        for reader in self._readers:
            reader.join()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream:
                stream.close()
        return Ending(exit_code)


class _Silence:
    """How long a process has said nothing, for systems that tell no more of it than what it has computed.

    It sleeps when that stands still. Where nobody can tell even that, silence itself is what is measured.
    """

    def __init__(self, process: Watch, patience: Patience) -> None:
        self._process = process
        self._patience = patience
        self._began = self._moved = time.monotonic()
        self._before = self._last = process.computed()

    def is_too_long(self) -> bool:
        now, computed = time.monotonic(), self._process.computed()
        if computed is None or self._before is None:
            return now - self._began > self._patience.computing + self._patience.asleep
        if computed != self._last:
            self._last, self._moved = computed, now
        return computed - self._before > self._patience.computing or now - self._moved > self._patience.asleep
