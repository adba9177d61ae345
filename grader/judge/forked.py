"""Runners that are forked, where that is safe.

The model: a zygote is started once; from it a template is forked for each setting, and from that a runner for each
run (`grader.runner.zygote`). All three begin with an empty environment and nothing on their path but Python and this
package. A few templates stay, the ones that were used last: each holds some megabytes of its own.
"""

import contextlib
import os
import select
import signal
import socket
import struct
import subprocess
import time
from collections.abc import Collection
from pathlib import Path

import msgspec

from grader.judge.python import ENVIRONMENT, at_fixed_addresses, command
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
from grader.runner.zygote import ENDING, FORK, LENGTH, PID, REAP
from grader.sandbox import Standing, Watch, protect_judge

_TIMEVAL = struct.Struct("@ll")
_MOST_TEMPLATES = 8


class Zygote:
    """Starts the zygote, and anew should it or what it forked ever die."""

    def __init__(self, without: Collection[str] = ()) -> None:
        """Start at once: the zygote imports while the judge does. `without` is for tests: layers to leave out."""
        self._without = tuple(without)
        protect_judge()
        self._start()

    def _start(self) -> None:
        self._standing: Standing | None = None
        # By the frame that tells their setting; the one that was used last stands last.
        self._templates: dict[bytes, _Template] = {}
        ours, theirs = socket.socketpair()
        self._control = _Control(ours)
        code = (
            "from grader.runner.zygote import fork_in_silence, main; fork_in_silence(); "
            f"from grader.sandbox import prepare; main({theirs.fileno()}, lambda: prepare(*{self._without!r}))"
        )
        with theirs:
            self._process = subprocess.Popen(
                [*at_fixed_addresses(), *command(code)],
                env=ENVIRONMENT,
                cwd=os.path.sep,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    def launch(self, setting: Setting) -> "ForkedRunner":
        """Fork a runner."""
        told = frame(setting)
        try:
            return self._fork(told)
        except (OSError, EOFError):
            self.close()
            self._start()
            return self._fork(told)

    def _fork(self, told: bytes) -> "ForkedRunner":
        # Whom the kernel keeps in need not be watched from outside.
        is_watched = "seccomp" not in self.standing().layers
        return self._template(told).fork(is_watched=is_watched)

    def _template(self, told: bytes) -> "_Template":
        template = self._templates.pop(told, None) or _Template(self._control, told)
        self._templates[told] = template
        idle = [key for key, each in self._templates.items() if not each.runners]
        for key in idle[: max(0, len(self._templates) - _MOST_TEMPLATES)]:
            if key != told:
                self._templates.pop(key).end()
        return template

    def standing(self) -> Standing:
        """How runners are kept in: the first that the zygote says, once it has tried it out."""
        if self._standing is None:
            (size,) = LENGTH.unpack(self._control.receive(LENGTH.size))
            self._standing = msgspec.json.decode(self._control.receive(size), type=Standing)
        return self._standing

    def close(self) -> None:
        """End the zygote, its templates and all runners."""
        for template in self._templates.values():
            template.end()
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


class _Control:
    """The judge's end of a control socket: of a process that forks when it is told to."""

    def __init__(self, end: socket.socket) -> None:
        self._socket = end
        self.send = end.sendall
        self.close = end.close

    def fork(self, *fds: int) -> tuple[int, int | None]:
        """The new process, which got these descriptors: its id, and a descriptor of it where the system has such."""
        socket.send_fds(self._socket, [FORK + bytes(PID.size)], fds)
        data, opened, _, _ = socket.recv_fds(self._socket, PID.size, 1)
        if len(data) < PID.size:
            raise EOFError("the process that forks is gone")
        return PID.unpack(data)[0], opened[0] if opened else None

    def reap(self, pid: int) -> Ending:
        """Wait for the end of a process that was forked here."""
        try:
            self.send(REAP + PID.pack(pid))
            status, user, system, memory = ENDING.unpack(self.receive(ENDING.size))
        except (OSError, EOFError):
            return Ending(exit_code=-signal.SIGKILL)
        return Ending(os.waitstatus_to_exitcode(status), user + system, memory)

    def receive(self, size: int) -> bytes:
        answer = self._socket.recv(size, socket.MSG_WAITALL)
        if len(answer) < size:
            raise EOFError("the process that forks is gone")
        return answer


class _Template:
    """The process in which the room of a setting is furnished, and from which its runners are forked."""

    def __init__(self, zygote: _Control, told: bytes) -> None:
        """Let the zygote fork it; `told` is the frame that tells the setting."""
        self._zygote = zygote
        self.runners = 0
        ours, theirs = socket.socketpair()
        self._control = _Control(ours)
        with theirs:
            self._pid, opened = zygote.fork(theirs.fileno())
        if opened is not None:
            os.close(opened)
        self._control.send(told)

    def fork(self, *, is_watched: bool) -> "ForkedRunner":
        """Fork a runner."""
        channel, theirs = socket.socketpair()
        stack_read, stack_write = os.pipe()
        try:
            pid, pidfd = self._control.fork(theirs.fileno(), stack_write)
        except BaseException:
            channel.close()
            os.close(stack_read)
            raise
        finally:
            theirs.close()
            os.close(stack_write)
        self.runners += 1
        return ForkedRunner(self, pid, pidfd, channel, stack_read, Watch(pid) if is_watched else None)

    def reap(self, pid: int) -> Ending:
        """Wait for the end of a runner."""
        self.runners -= 1
        return self._control.reap(pid)

    def end(self) -> None:
        """End it, and all its runners."""
        self._control.close()
        self._zygote.reap(self._pid)


class ForkedRunner:
    """A runner, seen from the judge."""

    def __init__(
        self,
        template: _Template,
        pid: int,
        pidfd: int | None,
        channel: socket.socket,
        stack_fd: int,
        outside: Watch | None,
    ) -> None:
        """Take the process, the judge's ends of the channel and of the stack's pipe, and what looks from outside."""
        self._template = template
        self._pid = pid
        self._pidfd = pidfd
        self._silent = 0.0
        self._channel = channel
        self._stack_fd = stack_fd
        self._buffer = FrameBuffer()
        # Limits of the kernel's: one call a message, where those of Python's sockets take three.
        channel.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _duration(LOOK_S))
        channel.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _duration(Patience().asleep))
        self._outside = outside

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
        began = looked = time.monotonic()
        watch = None
        try:
            payload = None if self._buffer.empty else self._buffer.next_payload()
            while payload is None:
                payload = self._buffer.next_payload(self._read())
                # Bytes that trickle are no message.
                if payload is None and time.monotonic() - looked >= LOOK_S:
                    looked = time.monotonic()
                    watch = watch or _Watch(self._pid, patience, self._silent)
                    if watch.expired():
                        raise RunnerHungError(self._stack())
        finally:
            self._silent += time.monotonic() - began
        if self._outside:
            look_at(self._outside, patience)
        return payload

    def _read(self) -> bytes:
        """What arrived, nothing where nothing did for a while."""
        try:
            data = self._channel.recv(CHUNK)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise RunnerGoneError from error
        if not data:
            raise RunnerGoneError
        return data

    def _stack(self) -> str:
        """What it is doing: faulthandler writes a line at a time, and is asked again with each piece that came."""
        assert STACK_SIGNAL is not None
        watch = _Watch(self._pid, STACK_PATIENCE, 0.0)
        stack = b""
        self._signal(STACK_SIGNAL)
        while not is_whole(stack) and not watch.expired():
            if select.select([self._stack_fd], [], [], LOOK_S)[0]:
                piece = os.read(self._stack_fd, CHUNK)
                if not piece:
                    break
                stack += piece
                self._signal(STACK_SIGNAL)
        return stack.decode("utf-8", "replace")

    def begin_anew(self) -> None:
        """Count from the beginning how long this runner is silent."""
        self._silent = 0.0

    def leave(self) -> Ending:
        """End it: no other run is meant for it."""
        return self.end()

    def end(self) -> Ending:
        """Kill and reap; the process id cannot be another's, since only the template reaps, and only when told."""
        family = self._outside.family() if self._outside else []
        self._channel.close()
        os.close(self._stack_fd)
        self._signal(signal.SIGKILL)
        if self._outside:
            self._outside.end(family)
        if self._pidfd is not None:
            os.close(self._pidfd)
        return self._template.reap(self._pid)

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            if self._pidfd is None:
                os.kill(self._pid, number)
            else:
                signal.pidfd_send_signal(self._pidfd, number)


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
