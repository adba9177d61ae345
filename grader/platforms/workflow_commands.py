"""What GitHub's runner takes from a log as commands, and how a text never becomes one."""

import secrets

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def command(name: str, message: str, **properties: str) -> str:
    """One command as one line; every text in it is data."""
    given = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{name}{' ' if given else ''}{given}::{message.translate(_DATA)}\n"


def as_mere_text(text: str) -> str:
    """The text between marks that nobody can guess: meanwhile the runner takes no command."""
    mark = secrets.token_hex(16)
    ending = "" if text.endswith("\n") else "\n"
    return f"::stop-commands::{mark}\n{text}{ending}::{mark}::\n"
