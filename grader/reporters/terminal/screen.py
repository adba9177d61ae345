"""How a learner's screen is: its width, its glyphs, and how commands are spelled there."""

from collections.abc import Iterable

import msgspec
from rich.console import Console
from rich.text import Text

MAX_WIDTH = 100
MIN_WIDTH = 40


class Glyphs(msgspec.Struct, frozen=True):
    """Every sign that is not ASCII; a learner's terminal may know none of them."""

    passed: str = "●"
    started: str = "◐"
    to_do: str = "○"
    right: str = "✓"
    wrong: str = "✗"
    unknown: str = "-"
    arrow: str = "→"
    dot: str = "·"
    rule: str = "─"
    cut: str = "…"
    waiting: str = "━"
    rhythm: str = "─"
    computing: str = "█"
    blocked: str = "▒"
    queued: str = "┄"
    own_sleep: str = "╌"
    cancelled: str = "✗"
    joint: str = "┿"
    end: str = "┤"
    mark: str = "•"


UNICODE = Glyphs()
ASCII = Glyphs(
    passed="#",
    started="+",
    to_do=".",
    right="ok",
    wrong="NO",
    unknown="-",
    arrow="->",
    dot="-",
    rule="-",
    cut="~",
    waiting="=",
    rhythm="-",
    computing="#",
    blocked="%",
    queued=".",
    own_sleep="~",
    cancelled="x",
    joint="+",
    end="|",
    mark="*",
)


def glyphs_for(encoding: str) -> Glyphs:
    """The glyphs that an output of this encoding can show."""
    try:
        "".join(msgspec.structs.astuple(UNICODE)).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE


class Commands(msgspec.Struct, frozen=True):
    """How the learner calls us: `grade` for grading, `grader` for every other verb.

    `same` are the options, ready for a shell, without which the grading that is told of would be another one.
    """

    grader: str = "grader"
    grade: str = "grader grade"
    same: tuple[str, ...] = ()

    def verb(self, *words: str) -> str:
        """The command line of a verb."""
        return " ".join((self.grader, *words))

    def grading(self, *words: str) -> str:
        """The command line that grades, with these arguments; a session takes them behind `--`."""
        behind = ("--",) if words and self.grade.endswith("-s grade") else ()
        return " ".join((self.grade, *behind, *words))

    def again(self, slug: str, seed: int) -> str:
        """The command line that repeats one schedule of what was graded."""
        return self.grading(slug, *self.same, "--seed", str(seed))


class Screen(msgspec.Struct, frozen=True):
    """All that a view needs to know of where it will be shown."""

    width: int = 80
    glyphs: Glyphs = UNICODE
    commands: Commands = Commands()


def screen_of(console: Console, commands: Commands) -> Screen:
    """The screen that a console is."""
    return Screen(max(MIN_WIDTH, min(console.width, MAX_WIDTH)), glyphs_for(console.encoding), commands)


def print_lines(console: Console, lines: Iterable[Text]) -> None:
    """Put lines on the console as they are: they were made for its width."""
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False, markup=False)
