"""What a learner wrote, made safe to show.

Text from a submission reaches terminals, logs and pages of people who never ran it. There it must not move a cursor,
change a colour, turn the reading order around, hide itself, fill the screen, command the service that runs the
grader, or calculate in a spreadsheet.
"""

import re
import unicodedata

MAX_CHARACTERS = 2_000

# CI services take these from any log as their own commands: `::error::` at the start of a line, and lines are wrapped
# after they were made safe; `##[group]` and `##vso[…]` anywhere.
_COMMAND = re.compile(r"(?:(?<=\s)|^)::(?=[A-Za-z])|##(?=\[|vso\[)")
_BEGINS_A_FORMULA = ("=", "+", "-", "@")

_CUT = " […]"
_TAB = "    "
_MAX_MARKS_ON_A_LETTER = 3


def safe_line(text: str, limit: int = MAX_CHARACTERS) -> str:
    """One line of visible characters, at most `limit` of them; a line break is shown as an escape."""
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return _uncommanding(text)
    shown = _shorter(_uncommanding("".join(_visible(text[: limit + 1].replace("\t", _TAB)))), limit)
    return shown if len(text) <= limit else _shorter(shown + _CUT, limit)


def safe_text(text: str, limit: int = MAX_CHARACTERS) -> str:
    """Lines of visible characters, at most `limit` of them."""
    lines = text[: limit + 1].replace("\r\n", "\n").split("\n")
    return _shorter("\n".join(safe_line(line, limit + 1) for line in lines), limit)


def safe_cell(text: str, limit: int = MAX_CHARACTERS) -> str:
    """One cell of a table for spreadsheets, which calculate what begins like a formula, after blanks too."""
    shown = safe_line(text, limit)
    return f"'{shown}" if shown.lstrip().startswith(_BEGINS_A_FORMULA) else shown


def _uncommanding(text: str) -> str:
    if "::" not in text and "##" not in text:
        return text
    return _COMMAND.sub(lambda found: f"\\x{ord(found[0][0]):x}{found[0][1]}", text)


def _visible(text: str) -> list[str]:
    shown: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= _MAX_MARKS_ON_A_LETTER:
            shown.append(character if character.isprintable() else _escape(character))
    return shown


def _escape(character: str) -> str:
    """What is not printable: controls, formats (bidi, zero width), surrogates, and spaces that only look like one."""
    return character.encode("unicode_escape").decode("ascii")


def _shorter(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: max(0, limit - len(_CUT))] + _CUT
