"""Mutants that pass, and the reasons that DESIGN.md gives for them."""

from grader.authoring.mutants.survivors import reasons_in
from tests.authoring.conftest import AuthoredKit

HOLE = ("assert result == expected", "assert len(result) == len(expected)")
DESIGN = "## Surviving mutants\n\n"


def test_surviving_mutant_is_a_problem(kit: AuthoredKit) -> None:
    """A mutant that no check refuses is named with its line in the reference, and padding is tried too."""
    kit.replace("test_ask_both.py", "assert not missing", "assert missing is not None")
    problems = [p for p in kit.proof(mutants=True).problems if p.file == kit.path("solution/ask_both.py")]
    name = "skip-one: tasks = [asyncio.create_task(ask(question)) for question in QUESTIONS]"
    changed = "tasks = [asyncio.create_task(ask(question)) for question in list(QUESTIONS)[1:]]"
    assert f"the mutant `{name}` passes; in it stands `{changed}`" in [problem.what for problem in problems]
    assert {problem.line for problem in problems} == {10}


def test_mutant_without_a_line_says_that_it_is_gone(kit: AuthoredKit) -> None:
    """What was taken away cannot be shown in the mutant."""
    kit.replace("solution/ask_both.py", "    tasks = [", "    print('asking')\n    tasks = [")
    (problem,) = [p for p in kit.proof(mutants=True).problems if p.file == kit.path("solution/ask_both.py")]
    assert problem.what == "the mutant `drop-call: print('asking')` passes; in it this line is gone"


def test_survivor_with_a_reason_is_none(kit: AuthoredKit) -> None:
    """A reason in DESIGN.md settles a survivor; the summary counts it."""
    name = "skip-one: return [await task for task in tasks]"
    kit.replace("test_ask_both.py", "assert result == expected", "assert expected[-1:] == result[-1:]")
    kit.replace("DESIGN.md", f"{DESIGN}None.", f"{DESIGN}* `{name}`: one answer\n  is enough.")
    proof = kit.proof(mutants=True)
    assert not [problem for problem in proof.problems if name in problem.what]
    assert proof.mutants is not None
    assert proof.mutants.explained == 1


def test_reason_without_a_survivor_is_a_problem(kit: AuthoredKit) -> None:
    """A reason outlives its mutant only until the next check."""
    kit.replace("DESIGN.md", f"{DESIGN}None.", f"{DESIGN}* `drop-call: print(1)`: it is free.")
    (problem,) = kit.proof(mutants=True).problems
    assert problem.what == "lists the mutant `drop-call: print(1)`, and no such mutant passes"
    assert (problem.file.name, problem.line) == ("DESIGN.md", 26)


def test_reasons_are_read_from_their_section_alone() -> None:
    """An item is a mutant's name and a reason over one line or several; other sections have items of their own."""
    text = f"# X\n\n* `a`: no\n\n{DESIGN}Two:\n\n* `b: c`: one\n  two\n* `d`:\n* `e`: three\n\n## Next\n\n* `f`: no\n"
    assert reasons_in(text) == {"b: c": "one two", "d": "", "e": "three"}
