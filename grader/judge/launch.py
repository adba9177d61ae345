"""How a runner process begins, is watched, and ends.

Where forking is safe, a zygote is started once and forks a runner for each run. Elsewhere each run is a fresh
process. Either way the process begins with an empty environment and nothing on its path but Python and this
package.

The watch counts what the runner does, not what the clock on the wall says: a busy machine must not fail a learner.
A runner is hung when it computes for longer than a run ever needs between two messages, or when it sleeps for real.
"""

import contextlib
import functools
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from grader.protocol.framing import FrameBuffer
from grader.runner.dump import STACK_SIGNAL
from grader.runner.zygote import ENDING, FORK, LENGTH, PID, REAP
from grader.sandbox import Breach, Standing, Watch, end_group, hold_in_job, protect_judge, standing_elsewhere

_PACKAGE_ROOT = str(Path(__file__).resolve().parents[2])

# -P and -s with an empty environment shut out what -I would; but -I would also hide PYTHONHASHSEED, and a set of
# strings must walk in one order in every run.
_PYTHON = (sys.executable, "-P", "-s", "-X", "utf8")
_ENVIRONMENT = {"PYTHONHASHSEED": "0"} | {
    name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ
}

_CHUNK = 65536
_LOOK_S = 0.05
_TIMEVAL = struct.Struct("@ll")
_STACK_WAIT_S = 0.5
_LOOK_OUTSIDE_S = 0.05
_START_S = 60.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a runner may be silent, in real seconds: computing, and asleep; and in all of its run together.

    And what it may have, for systems whose kernel does not keep it to that.
    """

    computing: float = 3.0
    asleep: float = 3.0
    altogether: float = 60.0
    threads: int = 1
    memory: int = 256 << 20


PATIENCE = Patience()


class RunnerHungError(Exception):
    """The runner stopped answering; `stack` is what it was doing, as faulthandler prints it."""

    def __init__(self, stack: str) -> None:
        """Take the stack, empty where it could not be had."""
        self.stack = stack
        super().__init__("the runner stopped answering")


class RunnerBeyondError(Exception):
    """The runner has more than it may: seen from outside, where nothing keeps it from that."""

    def __init__(self, what: Breach) -> None:
        """Take which of its bounds it went beyond."""
        self.what = what
        super().__init__(f"the runner has too much: {what}")


class RunnerGoneError(Exception):
    """The runner's end of the channel is closed."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How the process ended, and what it used."""

    exit_code: int
    cpu_seconds: float | None = None
    peak_memory_kb: int | None = None


class RunnerProcess(Protocol):
    """One runner, seen from the judge."""

    def send(self, data: bytes) -> None:
        """Send a frame; raises `RunnerGoneError`."""

    def receive(self, patience: Patience) -> bytes:
        """The next payload; raises `RunnerGoneError`, `RunnerHungError`, `RunnerBeyondError`, the protocol's errors."""

    def begin_anew(self) -> None:
        """Another run begins in this process."""

    def leave(self) -> Ending | None:
        """The run is over and the process idle: end it, unless there is a use for it."""

    def end(self) -> Ending:
        """Kill the process if it still runs, and give back all it held."""


class Launcher(Protocol):
    """Where runners come from."""

    def launch(self) -> RunnerProcess:
        """A new runner, before its `Load`."""

    def standing(self) -> Standing:
        """How runners are kept in, measured where they run."""

    def close(self) -> None:
        """Give back what the launcher holds."""


def launcher() -> Launcher:
    """The launcher for this machine."""
    return Zygote() if sys.platform == "linux" else FreshProcesses()


def _command(code: str) -> list[str]:
    """Run code of ours. The runner and its sandbox, which know nothing of each other, are put together in it."""
    return [*_PYTHON, "-c", f"import sys; sys.path.insert(0, {_PACKAGE_ROOT!r}); {code}"]


@functools.cache
def _at_fixed_addresses() -> tuple[str, ...]:
    """What begins a command whose objects are to lie at the same places each time, where the system grants that.

    `id` shows the places, and sets of a learner's own objects walk in their order. What is given up protects programs
    from strangers' input; here the stranger is the program, and the confinement does not rely on it.
    """
    setarch = shutil.which("setarch")
    if setarch is None:
        return ()
    tried = subprocess.run([setarch, "-R", "true"], capture_output=True, check=False)
    return (setarch, "-R") if tried.returncode == 0 else ()


class Zygote:
    """Starts the zygote when the first runner is wanted, and anew should it ever die."""

    def __init__(self, without: Collection[str] = ()) -> None:
        """Start at once: the zygote imports while the judge does. `without` is for tests: layers to leave out."""
        self._without = tuple(without)
        protect_judge()
        self._start()

    def _start(self) -> None:
        self._standing: Standing | None = None
        self._control, theirs = socket.socketpair()
        code = (
            "from grader.runner.zygote import main; from grader.sandbox import prepare; "
            f"main({theirs.fileno()}, lambda: prepare(*{self._without!r}))"
        )
        with theirs:
            self._process = subprocess.Popen(
                [*_at_fixed_addresses(), *_command(code)],
                env=_ENVIRONMENT,
                cwd=os.path.sep,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    def launch(self) -> "ForkedRunner":
        """Fork a runner."""
        try:
            return self._fork()
        except (OSError, EOFError):
            self.close()
            self._start()
            return self._fork()

    def _fork(self) -> "ForkedRunner":
        self.standing()
        channel, theirs = socket.socketpair()
        stack_read, stack_write = os.pipe()
        try:
            socket.send_fds(self._control, [FORK + bytes(PID.size)], [theirs.fileno(), stack_write])
            pid, pidfd = self._answer_with_process()
        except BaseException:
            channel.close()
            os.close(stack_read)
            raise
        finally:
            theirs.close()
            os.close(stack_write)
        return ForkedRunner(self, pid, pidfd, channel, stack_read)

    def reap(self, pid: int) -> Ending:
        """Wait for the end of a runner."""
        try:
            self._control.sendall(REAP + PID.pack(pid))
            status, user, system, memory = ENDING.unpack(self._answer(ENDING.size))
        except (OSError, EOFError):
            return Ending(exit_code=-signal.SIGKILL)
        return Ending(os.waitstatus_to_exitcode(status), user + system, memory)

    def standing(self) -> Standing:
        """How runners are kept in: the first that the zygote says, once it has tried it out."""
        if self._standing is None:
            (size,) = LENGTH.unpack(self._answer(LENGTH.size))
            self._standing = msgspec.json.decode(self._answer(size), type=Standing)
        return self._standing

    def _answer_with_process(self) -> tuple[int, int | None]:
        data, fds, _, _ = socket.recv_fds(self._control, PID.size, 1)
        if len(data) < PID.size:
            raise EOFError("the zygote is gone")
        return PID.unpack(data)[0], fds[0] if fds else None

    def _answer(self, size: int) -> bytes:
        answer = self._control.recv(size, socket.MSG_WAITALL)
        if len(answer) < size:
            raise EOFError("the zygote is gone")
        return answer

    def close(self) -> None:
        """End the zygote and all its runners."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


class ForkedRunner:
    """A runner forked by the zygote."""

    def __init__(self, zygote: Zygote, pid: int, pidfd: int | None, channel: socket.socket, stack_fd: int) -> None:
        """Take the process, and the judge's ends of the channel and of the stack's pipe."""
        self._zygote = zygote
        self._pid = pid
        self._pidfd = pidfd
        self._silent = 0.0
        self._channel = channel
        self._stack_fd = stack_fd
        self._buffer = FrameBuffer()
        # Limits of the kernel's: one call a message, where those of Python's sockets take three.
        channel.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _duration(_LOOK_S))
        channel.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _duration(Patience().asleep))
        self._outside = None if "seccomp" in zygote.standing().layers else Watch(pid)

    def send(self, data: bytes) -> None:
        """Send a frame; a runner that does not read is not waited for."""
        try:
            self._channel.sendall(data)
        except BlockingIOError:
            raise RunnerHungError("") from None
        except OSError as error:
            raise RunnerGoneError from error

    def receive(self, patience: Patience) -> bytes:
        """The next payload."""
        began = time.monotonic()
        try:
            payload = self._receive(patience)
        finally:
            self._silent += time.monotonic() - began
        _look_at(self._outside, patience)
        return payload

    def _receive(self, patience: Patience) -> bytes:
        watch = None
        looked = time.monotonic()
        while (payload := self._buffer.next_payload()) is None:
            if data := self._read():
                self._buffer.feed(data)
            # Bytes that trickle are no message.
            if time.monotonic() - looked >= _LOOK_S:
                looked = time.monotonic()
                watch = watch or _Watch(self._pid, patience, self._silent)
                if watch.expired():
                    raise RunnerHungError(self._stack())
        return payload

    def _read(self) -> bytes:
        """What arrived, nothing where nothing did for a while."""
        try:
            data = self._channel.recv(_CHUNK)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise RunnerGoneError from error
        if not data:
            raise RunnerGoneError
        return data

    def _stack(self) -> str:
        assert STACK_SIGNAL is not None
        self._signal(STACK_SIGNAL)
        ready, _, _ = select.select([self._stack_fd], [], [], _STACK_WAIT_S)
        if not ready:
            return ""
        time.sleep(_LOOK_S)  # faulthandler writes a line at a time
        return os.read(self._stack_fd, _CHUNK).decode("utf-8", "replace")

    def begin_anew(self) -> None:
        """Count from the beginning how long this runner is silent."""
        self._silent = 0.0

    def leave(self) -> Ending:
        """End it: no other run is meant for it."""
        return self.end()

    def end(self) -> Ending:
        """Kill and reap; the process id cannot be another's, since only the zygote reaps, and only when told."""
        family = self._outside.family() if self._outside else []
        self._channel.close()
        os.close(self._stack_fd)
        self._signal(signal.SIGKILL)
        if self._outside:
            self._outside.end(family)
        if self._pidfd is not None:
            os.close(self._pidfd)
        return self._zygote.reap(self._pid)

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            if self._pidfd is None:
                os.kill(self._pid, number)
            else:
                signal.pidfd_send_signal(self._pidfd, number)


def _look_at(outside: Watch | None, patience: Patience) -> None:
    breach = outside.breach(patience.threads, patience.memory) if outside else None
    if breach:
        raise RunnerBeyondError(breach)


def _duration(seconds: float) -> bytes:
    """The kernel's struct timeval."""
    whole = int(seconds)
    return _TIMEVAL.pack(whole, int((seconds - whole) * 1_000_000))


class _Watch:
    """How long a process was computing or asleep since the watch began, and how long it took altogether."""

    def __init__(self, pid: int, patience: Patience, silent_before: float) -> None:
        self._pid = pid
        self._patience = patience
        self._silent_before = silent_before
        self._began = time.monotonic()
        self._computed_before, _ = self._look()
        self._asleep_since: float | None = None

    def expired(self) -> bool:
        now = time.monotonic()
        computed, asleep = self._look()
        if not asleep:
            self._asleep_since = None
        elif self._asleep_since is None:
            self._asleep_since = now
        return (
            computed - self._computed_before > self._patience.computing
            or (self._asleep_since is not None and now - self._asleep_since > self._patience.asleep)
            or self._silent_before + now - self._began - self._kept_waiting() > self._patience.altogether
        )

    def _look(self) -> tuple[float, bool]:
        """Seconds of processor time so far, and whether the process sleeps: fields 14, 15 and 3 of its stat."""
        try:
            stat = Path(f"/proc/{self._pid}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return 0.0, True
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), fields[0] != "R"

    def _kept_waiting(self) -> float:
        """Seconds in which the process could have gone on and other processes had its turn."""
        try:
            return int(Path(f"/proc/{self._pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return 0.0


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


class FreshProcesses:
    """A fresh process for each run."""

    def launch(self) -> "FreshRunner":
        """Start a process."""
        return FreshRunner()

    def standing(self) -> Standing:
        """What is said of processes that nothing but their limits confines."""
        return standing_elsewhere()

    def close(self) -> None:
        """Nothing is held between runs."""


class FreshRunner:
    """A runner that is a process of its own, spoken with over its standard streams.

    A thread reads, since not every system can wait on a pipe with a time limit.
    """

    def __init__(self) -> None:
        """Start the process."""
        import queue
        import threading

        self._is_ready = threading.Event()
        self._process = subprocess.Popen(
            _command(
                "from grader.runner.fresh import main; from grader.sandbox.elsewhere import LimitedProcess; "
                "main(LimitedProcess().confine)"
            ),
            env=_ENVIRONMENT,
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
        while data := self._process.stdout.read(_CHUNK):
            self._arrived.put(data)
        self._arrived.put(b"")

    def _read_stack(self) -> None:
        assert self._process.stderr
        while data := self._process.stderr.read(_CHUNK):
            self._stack += data
            self._is_ready.set()
        self._is_ready.set()

    def send(self, data: bytes) -> None:
        """Send a frame; the first waits for Python to be there, which is not the submission's time."""
        assert self._process.stdin
        self._is_ready.wait(_START_S)
        try:
            self._process.stdin.write(data)
        except OSError as error:
            raise RunnerGoneError from error

    def receive(self, patience: Patience) -> bytes:
        """The next payload."""
        silence = _Silence(self._outside, patience)
        while (payload := self._buffer.next_payload()) is None:
            data = self._arrived_within(_LOOK_OUTSIDE_S)
            _look_at(self._outside, patience)
            if data is None and silence.is_too_long():
                raise RunnerHungError(self._ask_for_stack())
            if data == b"":
                raise RunnerGoneError
            self._buffer.feed(data or b"")
        return payload

    def _arrived_within(self, seconds: float) -> bytes | None:
        import queue

        try:
            return self._arrived.get(timeout=seconds)
        except queue.Empty:
            return None

    def _ask_for_stack(self) -> str:
        if STACK_SIGNAL is not None:
            self._process.send_signal(STACK_SIGNAL)
            time.sleep(_STACK_WAIT_S)
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
