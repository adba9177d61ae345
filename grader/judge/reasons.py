"""Why a run failed as a whole, from what the judge saw: an exit code, a stack, a failed import."""

import difflib
import re
import signal
from collections.abc import Iterable

from grader.judge.observations import RunFailure, innermost_line
from grader.judge.runners import Ending
from grader.model.verdict import Verdict
from grader.protocol.messages import NotLoaded, TaskState
from grader.runner.zygote import BROKEN, OUT_OF_MEMORY
from grader.sandbox import Breach

_LOADING = {
    "syntax-error": Verdict.SYNTAX_ERROR,
    "import-error": Verdict.IMPORT_ERROR,
    "exited": Verdict.EXITED,
}

# By number: not every system has a name for each of these signals.
_SIGKILL = 9
_SIGXCPU = 24
_STARTED_ANOTHER = "a thread or a process was to be started past Python's own functions"

_ENDINGS = {
    # SIGSYS: the only calls that are answered so start threads, processes and programs.
    -31: (Verdict.NOT_SINGLE_THREADED, _STARTED_ANOTHER),
    OUT_OF_MEMORY: (Verdict.MEMORY_LIMIT, "there was no memory left even to say so"),
}


_MOST_TASKS_NAMED = 3

# Who speaks this often for each second of processor time is asking on and on; a computation has little to say.
_TALKS_PER_SECOND = 200

# What asyncio calls its waits for other tasks.
_JOINS = frozenset({"GatheringFuture", "_wait", "TaskGroup.__aexit__", "shield", "wait_for"})


def gone_wrong(verdict: Verdict, line: int | None, tasks: tuple[TaskState, ...]) -> RunFailure:
    """A failure that its verdict, its line and what the tasks wait for explain."""
    return RunFailure(verdict, _waits(tasks), line, tasks)


def _waits(tasks: tuple[TaskState, ...]) -> str:
    waits = list(dict.fromkeys(_wait(task) for task in tasks if task.stack))
    named, rest = waits[:_MOST_TASKS_NAMED], waits[_MOST_TASKS_NAMED:]
    return ", ".join([*named, f"and {len(rest)} more wait"] if rest else named)


def _wait(task: TaskState) -> str:
    function = task.stack[0].function.rpartition(".")[2]
    return f"`{function}` waits at line {task.stack[-1].line}"


def line_of_waiting(tasks: tuple[TaskState, ...]) -> int | None:
    """Where the first task waits that does not only wait for other tasks; else where the first waits at all."""
    of_themselves = [task for task in tasks if not _waits_for_tasks(task)]
    lines = (innermost_line(task.stack) for task in (*of_themselves, *tasks))
    return next((line for line in lines if line is not None), None)


def _waits_for_tasks(task: TaskState) -> bool:
    return task.awaiting.startswith("task ") or task.awaiting in _JOINS


def failure_of_ending(ending: Ending | None, cpu_seconds: int, messages: int, line: int | None) -> RunFailure:
    """The process ended without a word.

    It was allowed to compute for `cpu_seconds`, and sent so many `messages`; its last call was made at `line`.
    """
    code = ending.exit_code if ending else None
    is_out_of_time = code == -_SIGXCPU or (code == -_SIGKILL and ending and (ending.cpu_seconds or 0) >= cpu_seconds)
    if is_out_of_time and messages > _TALKS_PER_SECOND * cpu_seconds:
        return gone_wrong(Verdict.NEVER_ENDS, line, ())
    if is_out_of_time:
        return RunFailure(Verdict.HUNG, "the run used up its processor time")
    if code in _ENDINGS:
        return RunFailure(*_ENDINGS[code])
    if code is not None and code < 0:
        return RunFailure(Verdict.CRASHED, f"the process was ended by {_signal_name(-code)}")
    if code == BROKEN:
        return RunFailure(Verdict.CRASHED, "something that Python itself relies on was taken away or replaced")
    return RunFailure(Verdict.EXITED, f"the process ended itself with exit code {code}")


def failure_of_breach(what: Breach) -> RunFailure:
    """The judge saw from outside that the process had more than it may."""
    if what == "memory":
        return RunFailure(Verdict.MEMORY_LIMIT, "the process grew beyond what a run may have")
    return RunFailure(Verdict.NOT_SINGLE_THREADED, _STARTED_ANOTHER)


def failure_of_loading(state: NotLoaded, names_of_world: Iterable[str]) -> RunFailure:
    """The submission could not be imported."""
    verdict = Verdict.MEMORY_LIMIT if state.failure.name == "MemoryError" else _LOADING[state.kind]
    text = state.failure.text
    missing = _missing_import(text, names_of_world)
    if missing:
        return RunFailure(verdict, missing, state.line)
    if verdict is Verdict.SYNTAX_ERROR:
        # Python's text of a syntax error ends in the file and line, which the report shows by itself.
        return RunFailure(verdict, re.sub(r" \([^()]*, line \d+\)$", "", text), state.line)
    return RunFailure(verdict, f"{state.failure.name}: {text}" if text else state.failure.name, state.line)


def _missing_import(text: str, names_of_world: Iterable[str]) -> str | None:
    """What an import asked for that is not there, in words that say where to look."""
    if found := re.match(r"No module named '([\w.]+)'", text):
        return f"there is no module `{found[1]}` here: an exercise needs Python's own modules and `world`"
    if found := re.match(r"cannot import name '(\w+)' from 'world'", text):
        return f"the world has no `{found[1]}`.{did_you_mean(found[1], names_of_world)}"
    return None


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """A question with the nearest of the names, empty where none is near."""
    nearest = difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)
    return f" Did you mean `{nearest[0]}`?" if nearest else ""


def missing_name(name: str, names: Iterable[str]) -> RunFailure:
    """The submission has no such name."""
    names = list(names)
    if not names:
        return RunFailure(Verdict.MISSING_ENTRY, f"your file has no `{name}`: it defines nothing at all")
    return RunFailure(Verdict.MISSING_ENTRY, f"your file has no `{name}`.{did_you_mean(name, names)}")


def hung_line(stack: str, filename: str) -> int | None:
    """The innermost line of the submission in a stack as faulthandler prints it: the innermost comes first."""
    found = re.search(rf'File "{re.escape(filename)}", line (\d{{1,6}})', stack)
    return int(found.group(1)) if found else None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
