"""Why a run failed as a whole, from what the judge saw: an exit code, a stack, a failed import."""

import re
import signal

from grader.judge.launch import Ending
from grader.judge.observations import RunFailure
from grader.model.verdict import Verdict
from grader.protocol.messages import NotLoaded, TaskState

_LOADING = {
    "syntax-error": Verdict.SYNTAX_ERROR,
    "import-error": Verdict.IMPORT_ERROR,
    "exited": Verdict.EXITED,
}


def gone_wrong(verdict: Verdict, line: int | None, tasks: tuple[TaskState, ...]) -> RunFailure:
    """A failure that its verdict and its line explain."""
    return RunFailure(verdict, "", line, tasks)


def failure_of_ending(ending: Ending | None) -> RunFailure:
    """The process ended without a word."""
    code = ending.exit_code if ending else None
    if code is not None and code < 0:
        return RunFailure(Verdict.CRASHED, f"the process was ended by {_signal_name(-code)}")
    return RunFailure(Verdict.EXITED, f"the process ended itself with exit code {code}")


def failure_of_loading(state: NotLoaded) -> RunFailure:
    """The submission could not be imported."""
    verdict = _LOADING[state.kind]
    text = state.failure.text
    if verdict is Verdict.SYNTAX_ERROR:
        # Python's text of a syntax error ends in the file and line, which the report shows by itself.
        return RunFailure(verdict, re.sub(r" \([^()]*, line \d+\)$", "", text), state.line)
    return RunFailure(verdict, f"{state.failure.name}: {text}" if text else state.failure.name, state.line)


def hung_line(stack: str, filename: str) -> int | None:
    """The innermost line of the submission in a stack as faulthandler prints it: the innermost comes first."""
    found = re.search(rf'File "{re.escape(filename)}", line (\d+)', stack)
    return int(found.group(1)) if found else None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
