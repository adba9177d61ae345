"""What the check finds by reading: each test breaks a proved exercise in one way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.authoring.conftest import AuthoredKit

Break = Callable[[AuthoredKit], object]


def replacing(name: str, old: str, new: str) -> Break:
    return lambda kit: kit.replace(name, old, new)


def writing(name: str, text: str = "") -> Break:
    return lambda kit: kit.write(name, text)


def removing(name: str) -> Break:
    return lambda kit: kit.path(name).unlink()


WAYS: dict[str, tuple[Break, str, str]] = {
    "no section of names": (
        replacing("README.md", "## What the checks call", "## Names"),
        "README.md",
        "has no section `## What the checks call`",
    ),
    "a name that no check calls": (
        replacing("README.md", "* `main`:", "* `main` and `ask_all()`:"),
        "README.md",
        "says that the checks call `ask_all`, and none does",
    ),
    "a name that is not said": (
        replacing("test_ask_both.py", "count = len(", "await submission.tidy_up()\n    count = len("),
        "README.md",
        "does not say that the checks call `tidy_up` (test_ask_both.py, line 34)",
    ),
    "two hints": (replacing("hints.md", "## 3", "## Afterwards"), "hints.md", "holds 2 of three hints"),
    "a hint with a line of the reference": (
        replacing("hints.md", "nearly the", "`tasks = [asyncio.create_task(ask(question)) for question in QUESTIONS]`"),
        "hints.md",
        "gives away a line of the reference: tasks = [asyncio.create_task(ask(question)) for question in QUESTIONS]",
    ),
    "a hint with a statement of the reference": (
        replacing("hints.md", "nearly the", "```python\nreturn [\n    await task\n    for task in tasks\n]\n```\n"),
        "hints.md",
        "gives away a statement of the reference: return [await task for task in tasks]",
    ),
    "no design": (removing("DESIGN.md"), "DESIGN.md", "is missing"),
    "a wrong submission without a reason": (
        replacing("DESIGN.md", "`asks_again`", "asks again"),
        "DESIGN.md",
        "does not say why `asks_again` gets `extra-calls`",
    ),
    "a reason for nobody": (
        replacing("DESIGN.md", "| `asks_again`", "| `asks_less` | 1.0 | | `too-fast` |\n| `asks_again`"),
        "DESIGN.md",
        "says why `asks_less` gets its verdict, and there is no such wrong submission",
    ),
    "no reference": (removing("solution/ask_both.py"), "ask_both.py", "is missing"),
    "a stray file": (writing("notes.txt"), "notes.txt", "is no part of an exercise"),
    "a stray file among the answers": (writing("solution/wrong/notes.md"), "notes.md", "is no part of an exercise"),
    "a link that leads nowhere": (
        lambda kit: kit.path("notes").symlink_to(kit.root / "nowhere"),
        "notes",
        "is no part of an exercise",
    ),
    "a folder that is no verdict": (
        lambda kit: (kit.solution / "wrong" / "too-fast").rename(kit.solution / "wrong" / "to-fast"),
        "to-fast",
        "`to-fast` is no verdict that a submission can get",
    ),
    "something left to write": (
        replacing("README.md", "## The idea", "TODO: an example\n\n## The idea"),
        "README.md",
        "is still to be written: TODO: an example",
    ),
    "a stub that was changed since": (
        replacing("ask_both.py", "in the order", "in just the order"),
        "ask_both.py",
        "differs from the stub",
    ),
    "no kept stub": (removing("solution/stub/ask_both.py"), "ask_both.py", "is missing: the stub as learners get it"),
    "a world that needs a library": (
        replacing("world.py", "import time\n", "import time\n\nimport msgspec\n"),
        "world.py",
        "imports `msgspec`, which is not in the standard library",
    ),
    "a world that cannot be loaded": (
        replacing("world.py", "answers: dict[str, str] = {}", "answers: dict[str, str] = {}[0]"),
        "world.py",
        "cannot be loaded: KeyError: 0",
    ),
    "a world with ContextVars": (
        replacing("world.py", "import random\n", "import contextvars\nimport random\n"),
        "world.py",
        "uses ContextVars, which do not cross between the rooms",
    ),
    "a timeout across a yield": (
        replacing(
            "world.py",
            "def configure(",
            "async def several():\n    async with asyncio.timeout(1):\n        yield 1\n\n\ndef configure(",
        ),
        "world.py",
        "holds `timeout` open across a `yield`",
    ),
    "a blocking function without a twin": (
        replacing("world.py", "def configure(", "def tell_blocking() -> None:\n    time.sleep(1)\n\n\ndef configure("),
        "world.py",
        "`tell_blocking` has no `async def tell` beside it",
    ),
    "twins that differ": (
        replacing(
            "world.py", "def ask_blocking(question: str)", "def ask_blocking(question: str, again: bool = False)"
        ),
        "world.py",
        "`ask_blocking(question: str, again: bool=False) -> str` and `ask(question: str) -> str` are called",
    ),
    "a plain function that sleeps": (
        replacing("world.py", "def configure(", "def rest() -> None:\n    time.sleep(1)\n\n\ndef configure("),
        "world.py",
        "`rest` sleeps, and is a plain function that does not say so",
    ),
    "a coroutine that blocks": (
        replacing("world.py", "await asyncio.sleep(1.0)", "await asyncio.sleep(0)\n    time.sleep(1.0)"),
        "world.py",
        "`ask` blocks the loop, and with it the judge",
    ),
    "a world without configure at its end": (
        replacing("world.py", "\n\nconfigure(random.Random(0))\n", "\n\nconfigure(random.Random(1))\n"),
        "world.py",
        "does not end in `configure(random.Random(0))`",
    ),
    "a configure that takes something else first": (
        replacing("world.py", "rng", "generator"),
        "world.py",
        "`configure` does not take `rng` first",
    ),
    "a configure that does not start afresh": (
        replacing("world.py", "    answers.clear()\n", "    answers[str(len(answers))] = ''\n"),
        "world.py",
        "`answers` changes when `configure` is called again with the same seed",
    ),
    "a name that the world does not have": (
        replacing("ask_both.py", "QUESTIONS, ask_blocking", "QUESTIONS, ask_blockin as ask_blocking"),
        "ask_both.py",
        "asks the world for `ask_blockin`, which it does not have",
    ),
    "data that the world does not have": (
        replacing("test_ask_both.py", "world.answers[", "world.answer["),
        "test_ask_both.py",
        "asks the world for `answer`, which it does not have",
    ),
    "a check that prints": (
        replacing("test_ask_both.py", "    count = len(", "    print('here')\n    count = len("),
        "test_ask_both.py",
        "prints, and nobody sees it",
    ),
    "a check that asks the time": (
        replacing("test_ask_both.py", "import pytest\n", "from time import perf_counter\n\nimport pytest\n"),
        "test_ask_both.py",
        "asks `time.perf_counter`, which is not the same in every run, on every machine",
    ),
    "a check that asks the day": (
        replacing("test_ask_both.py", "    count = len(", "    datetime.datetime.now()\n    count = len("),
        "test_ask_both.py",
        "asks `datetime.datetime.now`, which is",
    ),
    "a check that draws": (
        replacing(
            "test_ask_both.py",
            "    count = len(",
            "    random.Random(1).random()\n    random.random()\n    count = len(",
        ),
        "test_ask_both.py",
        "asks `random.random`, which is",
    ),
    "a check that asks the environment": (
        replacing("test_ask_both.py", "    count = len(", "    os.environ['HOME']\n    count = len("),
        "test_ask_both.py",
        "asks `os.environ`, which is",
    ),
    "two checks of one function": (
        replacing("test_ask_both.py", "def test_asks_once(", "def test_waits_for_the_answers("),
        "test_ask_both.py",
        "shares its function with another check: `test_waits_for_the_answers`",
    ),
    "two checks of one docstring": (
        replacing("test_ask_both.py", "asks each question once", "waits for every answer"),
        "test_ask_both.py",
        "shares its docstring with another check: `waits for every answer`",
    ),
    "checks that are no Python": (
        replacing("test_ask_both.py", "count = len(", "count == = len("),
        "test_ask_both.py",
        "cannot be read: invalid syntax",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_broken_exercise_is_caught(kit: AuthoredKit, way: str) -> None:
    """An exercise broken in one way has the one problem that says so, at the file to mend."""
    break_it, file, message = WAYS[way]
    break_it(kit)
    problems = [problem for problem in kit.read() if not _follows(kit, problem.file, way)]
    assert [(p.file.name, p.what.startswith(message)) for p in problems] == [(file, True)], problems
    assert all(p.remedy.endswith((".", "?", "…")) for p in problems)


def _follows(kit: AuthoredKit, file: Path, way: str) -> bool:
    """A stub that is changed to be broken also differs from the kept one."""
    return file == kit.exercise.paths.kept_stub and way == "a name that the world does not have"


def test_every_line_that_a_hint_gives_away_is_said(kit: AuthoredKit) -> None:
    """Also where two stand in one line of the hint, and once each where they stand in a block of code."""
    kit.replace(
        "hints.md", "nearly the", "`return [await task for task in tasks]`, `tasks = [asyncio.create_task(ask(q)"
    )
    assert len(kit.read()) == 1
    kit.replace("hints.md", "(ask(q)", "(ask(question)) for question in QUESTIONS]`")
    assert len(kit.read()) == 2
    kit.write("hints.md", "## 1\n\na\n\n## 2\n\nb\n\n## 3\n\n```python\nreturn [await task for task in tasks]\n```\n")
    assert [problem.line for problem in kit.read()] == [12]


def test_empty_design_gives_no_reason(kit: AuthoredKit) -> None:
    """Every wrong submission needs its reason, also where the file is there and says nothing."""
    kit.write("DESIGN.md", "")
    assert len(kit.read()) == 4


def test_spaces_behind_the_heading_of_names_do_not_matter(kit: AuthoredKit) -> None:
    """Nobody sees them."""
    kit.replace("README.md", "## What the checks call", "## What the checks call  ")
    assert kit.read() == []


@pytest.mark.parametrize("name", ["passed", "judge-error"])
def test_what_no_submission_can_get_is_not_proposed_again(kit: AuthoredKit, name: str) -> None:
    """The remedy for a folder that cannot be is another folder."""
    (kit.solution / "wrong" / "too-fast").rename(kit.solution / "wrong" / name)
    (problem,) = kit.read()
    assert f"wrong/{name}/" not in problem.remedy


def test_what_is_to_be_written_is_said_without_what_stands_around_it(kit: AuthoredKit) -> None:
    """A problem repeats what the mark says, and no marks of Markdown or Python."""
    kit.replace("DESIGN.md", "**Goal.** ", "**Goal.** TODO: the goal ")
    kit.replace("exercise.toml", '"the concept that is new here"', '"TODO: a concept"')
    whats = [problem.what for problem in kit.read()]
    assert whats[0].startswith("is still to be written: TODO: the goal")
    assert whats[1] == "is still to be written: TODO: a concept"


def test_unbroken_exercise_has_no_problem(kit: AuthoredKit) -> None:
    """Nothing is found where nothing is wrong."""
    assert kit.read() == []


def test_unseeded_world_is_caught(kit: AuthoredKit) -> None:
    """A world that draws from the shared generator is told which line, and that no run repeats."""
    kit.replace("world.py", "rng.randrange(1000)", "random.randrange(10**9)")
    problems = [(problem.line, problem.what) for problem in kit.read()]
    assert (27, "`random.randrange` draws something else in every run") in problems
    assert (None, "`answers` is not the same in two runs with one seed") in problems


CONNECTION = '''
class Connection:
    """A line to somebody."""

    is_open = True

    async def close(self) -> None:
        """Hang up; takes 1 s."""
        {close}


def configure('''


@pytest.mark.parametrize(
    ("close", "lines"),
    [
        ("await asyncio.sleep(1)\n        self.is_open = False", [29, 32]),
        ("self.is_open = False\n        await asyncio.sleep(1)", []),
        ("try:\n            await asyncio.sleep(1)\n        finally:\n            self.is_open = False", []),
    ],
    ids=["after the wait", "before the wait", "in a finally"],
)
def test_cancelled_close_has_to_close(kit: AuthoredKit, close: str, lines: list[int]) -> None:
    """A close that is cancelled while it waits leaves nothing open: read from the text, and tried."""
    kit.replace("world.py", "def configure(", CONNECTION.format(close=close).lstrip())
    assert sorted(problem.line or 0 for problem in kit.read()) == lines


@pytest.mark.parametrize(
    "opened",
    ["    is_open = True", "    def __init__(self) -> None:\n        self.is_open = True", "    is_closed = False"],
)
def test_what_can_be_closed_says_whether_it_is_open(kit: AuthoredKit, opened: str) -> None:
    """Where the judge looks for it; else nobody would hear of what a submission leaves open."""
    says = "is_open" in opened
    connection = CONNECTION.format(close="self.is_open = False" if says else "self.is_closed = True")
    kit.replace("world.py", "def configure(", connection.replace("    is_open = True", opened).lstrip())
    what = "`Connection` can be closed and does not say whether it is: what is left open passes"
    assert [(problem.line, problem.what) for problem in kit.read()] == ([] if says else [(24, what)])


LATE = "await asyncio.sleep(1)\n{0}answers.pop('x')\n"
MANAGERS = {
    "in a finally": "    try:\n        yield 1\n    finally:\n        " + LATE.format(" " * 8),
    "behind the yield": "    yield 1\n    " + LATE.format(" " * 4),
    "behind the yield in a try": "    try:\n        yield 1\n        "
    + LATE.format(" " * 8)
    + "    finally:\n        pass\n",
    "behind the yield in a lock": "    async with lock:\n        yield 1\n        " + LATE.format(" " * 8),
    "behind a lock": "    async with lock:\n        yield 1\n    " + LATE.format(" " * 4),
}


@pytest.mark.parametrize("place", MANAGERS)
def test_cancelled_exit_of_a_context_manager_has_to_close(kit: AuthoredKit, place: str) -> None:
    """What follows the yield of an async context manager is a close too, wherever it stands."""
    manager = f"@contextlib.asynccontextmanager\nasync def line(lock):\n    answers['x'] = ''\n{MANAGERS[place]}\n\n"
    kit.replace("world.py", "import asyncio\n", "import asyncio\nimport contextlib\n")
    kit.replace("world.py", "def configure(", manager + "def configure(")
    (problem,) = kit.read()
    assert problem.what.startswith("`line` changes this only after a wait: cancelled there, it leaves the handle open")
    assert kit.path("world.py").read_text().splitlines()[(problem.line or 0) - 1].strip() == "answers.pop('x')"
