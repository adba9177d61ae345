"""Why a run failed as a whole, from what the judge saw: an exit code, a stack, a failed import."""

import re
import signal

from grader.judge.launch import Ending
from grader.judge.observations import RunFailure
from grader.model.verdict import Verdict
from grader.protocol.messages import NotLoaded, TaskState
from grader.runner.zygote import OUT_OF_MEMORY

_LOADING = {
    "syntax-error": Verdict.SYNTAX_ERROR,
    "import-error": Verdict.IMPORT_ERROR,
    "exited": Verdict.EXITED,
}

_SIGKILL = 9
_OUT_OF_TIME = "the run used up its processor time"

# By number: not every system has a name for each of these signals.
_ENDINGS = {
    -24: (Verdict.HUNG, _OUT_OF_TIME),  # SIGXCPU
    # SIGSYS: the only calls that are answered so start threads, processes and programs.
    -31: (Verdict.NOT_SINGLE_THREADED, "a thread or a process was to be started past Python's own functions"),
    OUT_OF_MEMORY: (Verdict.MEMORY_LIMIT, "there was no memory left even to say so"),
}


def gone_wrong(verdict: Verdict, line: int | None, tasks: tuple[TaskState, ...]) -> RunFailure:
    """A failure that its verdict and its line explain."""
    return RunFailure(verdict, "", line, tasks)


def failure_of_ending(ending: Ending | None, cpu_seconds: int) -> RunFailure:
    """The process ended without a word; `cpu_seconds` is how long it was allowed to compute."""
    code = ending.exit_code if ending else None
    if code in _ENDINGS:
        return RunFailure(*_ENDINGS[code])
    if code == -_SIGKILL and ending and (ending.cpu_seconds or 0) >= cpu_seconds:
        return RunFailure(Verdict.HUNG, _OUT_OF_TIME)
    if code is not None and code < 0:
        return RunFailure(Verdict.CRASHED, f"the process was ended by {_signal_name(-code)}")
    return RunFailure(Verdict.EXITED, f"the process ended itself with exit code {code}")


def failure_of_loading(state: NotLoaded) -> RunFailure:
    """The submission could not be imported."""
    verdict = Verdict.MEMORY_LIMIT if state.failure.name == "MemoryError" else _LOADING[state.kind]
    text = state.failure.text
    if verdict is Verdict.SYNTAX_ERROR:
        # Python's text of a syntax error ends in the file and line, which the report shows by itself.
        return RunFailure(verdict, re.sub(r" \([^()]*, line \d+\)$", "", text), state.line)
    return RunFailure(verdict, f"{state.failure.name}: {text}" if text else state.failure.name, state.line)


def hung_line(stack: str, filename: str) -> int | None:
    """The innermost line of the submission in a stack as faulthandler prints it: the innermost comes first."""
    found = re.search(rf'File "{re.escape(filename)}", line (\d{1, 6})', stack)
    return int(found.group(1)) if found else None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
