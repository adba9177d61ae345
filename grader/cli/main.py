"""Where the command line starts, and where every exception ends: in one or two lines and an exit code."""

import sys
import traceback
from collections.abc import Sequence
from typing import Any

from grader.catalog.errors import CatalogError
from grader.cli.console import leave_quietly, survive_any_encoding, write_plain
from grader.cli.errors import RequestError
from grader.cli.exit_code import ExitCode
from grader.cli.quick import arguments_of
from grader.cli.surroundings import called_as, is_debugging, leave_closing, leave_some_closing
from grader.cli.verbs import find
from grader.model.safe_text import safe_line, safe_text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb that the arguments name; the answer is the process's exit code."""
    survive_any_encoding()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(given)
    except CatalogError as error:
        return _refused(str(error))
    except RequestError as error:
        return _refused(str(error), error.code)
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        leave_quietly(sys.stdout)
        return ExitCode.PASSED
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback of ours reaches a learner
        return _failed(error)
    if code == ExitCode.PASSED:
        leave_some_closing()
    return code


def _run(given: list[str]) -> int:
    found = find(given)
    if found is not None:
        verb, words = found
        arguments = arguments_of(verb, words)
        if arguments is not None:
            return ExitCode(verb(**arguments))
    return _run_by_typer(given)


def _run_by_typer(given: list[str]) -> int:
    import typer

    from grader.cli.app import command

    # Not exported by its name: typer brings its own copy of click, or uses the one installed, by version.
    usage_error: Any = typer.BadParameter.__base__
    try:
        code = command().main(given or ["--help"], prog_name=called_as(), standalone_mode=False)
    except typer.Abort:
        return _interrupted()
    except usage_error as error:
        return _refused(f"{error.format_message()}\n`{called_as()} --help` shows what can be asked.")
    # Depending on its version typer raises an interrupt or answers it with this code.
    return _interrupted() if code == ExitCode.INTERRUPTED else ExitCode(code or 0)


def _refused(message: str, code: ExitCode = ExitCode.WRONG_REQUEST) -> ExitCode:
    write_plain(safe_text(message) + "\n", sys.stderr)
    leave_closing(safe_line(message.partition("\n")[0]))
    return code


def _interrupted() -> ExitCode:
    leave_closing("Interrupted.")
    write_plain("Interrupted.\n", sys.stderr)
    return ExitCode.INTERRUPTED


def _failed(error: Exception) -> ExitCode:
    if is_debugging():
        traceback.print_exception(error)
    ours = type(error).__module__.startswith("grader.")
    leave_closing("The grader failed, which is never your fault.")
    reason = safe_line(" ".join((str(error) if ours else f"{type(error).__name__}: {error}").split()), 300)
    write_plain(f"The grader failed, which is never your fault ({reason}).\n{_how_to_report()}\n", sys.stderr)
    return ExitCode.GRADER_FAILED


def _how_to_report() -> str:
    return f"ONETHREAD_DEBUG=1 shows where; please report that with the output of `{called_as()} doctor`."
