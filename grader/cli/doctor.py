"""`grader doctor`: what this machine can do."""

import importlib
import sys

from grader.cli.exit_code import ExitCode


def doctor() -> ExitCode:
    """Show what this machine can do."""
    from rich.text import Text

    from grader.cli.console import console_for
    from grader.model.safe_text import safe_line
    from grader.reporters.terminal.screen import print_lines

    console, _ = console_for(sys.stdout)
    facts = _facts()
    longest = max(len(name) for name in facts)
    lines = [Text.assemble((f"{name:<{longest}}  ", "bold"), safe_line(value)) for name, value in facts.items()]
    print_lines(console, lines)
    return ExitCode.PASSED


def _facts() -> dict[str, str]:
    """What the machine is, then what the engine knows of it."""
    return {**_machine(), **_parts(), **_engine()}


def _machine() -> dict[str, str]:
    import platform

    from grader import __version__

    return {
        "onethread": __version__,
        "Python": f"{platform.python_version()} ({sys.executable})",
        "platform": platform.platform(),
        "encoding": sys.stdout.encoding,
    }


def _parts() -> dict[str, str]:
    """The libraries by version; whatever is missing is said, since that is why one comes here."""
    from importlib.metadata import PackageNotFoundError, version

    def of(name: str) -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return "missing"

    needed = ("msgspec", "rich", "typer", "pytest", "pytest-asyncio", "pytest-timeout", "freezegun", "jinja2")
    return {name: of(name) for name in needed}


def _engine() -> dict[str, str]:
    try:
        facts = importlib.import_module("grader.grading").doctor_facts
    except (ImportError, AttributeError):
        return {}
    return dict(facts())
