"""What the environment says: how the learner called us, and where to leave the closing sentence."""

import os
from pathlib import Path

CALLED_AS = "ONETHREAD_CALLED_AS"
CLOSING = "ONETHREAD_CLOSING"
DEBUG = "ONETHREAD_DEBUG"

_SESSION = "-s grader --"


def called_as() -> str:
    """What the learner types before a verb."""
    return os.environ.get(CALLED_AS) or "grader"


def grades_as() -> str:
    """What the learner types to grade: nox has a session of its own for it."""
    called = called_as()
    if called.endswith(_SESSION):
        return called.removesuffix(_SESSION) + "-s grade"
    return f"{called} grade"


def equips(version: str) -> str:
    """What an author types to give another Python what the kit depends on: where nox is used, it proves there too."""
    called = called_as()
    if called.endswith(_SESSION):
        return f"{called.removesuffix(_SESSION)}-s exercises-{version}"
    return f"python{version} -m pip install onethread"


def leave_closing(sentence: str) -> None:
    """Leave the sentence in which the session that called us ends; without one there is nobody to read it."""
    place = os.environ.get(CLOSING)
    if place:
        try:
            Path(place).write_text(sentence + "\n", encoding="utf-8")
        except OSError:
            return


def leave_some_closing() -> None:
    """Leave a word for a verb that did its work and had nothing to say of it."""
    place = os.environ.get(CLOSING)
    if place and not Path(place).is_file():
        leave_closing("Done.")


def is_debugging() -> bool:
    """Whether whoever develops the grader wants its tracebacks."""
    return os.environ.get(DEBUG) == "1"
