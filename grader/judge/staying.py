"""Runs of one submission, one after the other in one process.

A fork costs more than a small run does: the pages that a runner touches are copied one by one. So where a submission
is run many times to see whether it fares alike, a runner that ended in quiet stays and is sent the next `Load`: it
clears away what the run left and loads the module anew, as confined as ever. Nothing that such a runner shows counts
against a submission before a process of its own has shown it too: the run of before may have left its mark.
"""

from grader.judge.runners import Ending, Launcher, RunnerProcess
from grader.protocol.messages import Setting
from grader.sandbox import Standing

# So that what little a run leaves behind, in memory or against its limit of processor time, never adds up to much.
_RUNS_OF_ONE = 100


class Staying:
    """A launcher whose runners serve again; all its runs are of one submission."""

    def __init__(self, launcher: Launcher) -> None:
        """Take where processes come from; it stays its owner's to close."""
        self._launcher = launcher
        self._waiting: tuple[RunnerProcess, Setting, int] | None = None

    def launch(self, setting: Setting) -> RunnerProcess:
        """The runner that waits, or a new one: a check may have made the world look otherwise."""
        if self._waiting and self._waiting[1] != setting:
            self.close()
        waiting, self._waiting = self._waiting, None
        runner, _, runs = waiting or (self._launcher.launch(setting), setting, 0)
        return _StayingRunner(self, runner, setting, runs + 1)

    def standing(self) -> Standing:
        """How runners are kept in."""
        return self._launcher.standing()

    def close(self) -> None:
        """End the runner that waits."""
        waiting, self._waiting = self._waiting, None
        if waiting:
            waiting[0].end()

    def keep(self, runner: RunnerProcess, setting: Setting, runs: int) -> None:
        """Let a runner that is idle wait for its next run."""
        if self._waiting or runs >= _RUNS_OF_ONE:
            runner.end()
        else:
            runner.begin_anew()
            self._waiting = runner, setting, runs


class _StayingRunner:
    """A runner that is given back when its run is over."""

    def __init__(self, owner: Staying, runner: RunnerProcess, setting: Setting, runs: int) -> None:
        self._owner = owner
        self._runner = runner
        self._setting = setting
        self._runs = runs
        self.send, self.receive, self.begin_anew = runner.send, runner.receive, runner.begin_anew

    def leave(self) -> None:
        self._owner.keep(self._runner, self._setting, self._runs)

    def end(self) -> Ending:
        return self._runner.end()
