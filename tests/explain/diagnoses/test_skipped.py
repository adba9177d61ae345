"""Too early, and over budget."""

import pytest

from grader.model.verdict import Verdict
from tests.explain.diagnoses.cases import call, run, said

GIVEN = """
import time
from world import NAMES, ask_blocking, burn, tell_blocking
def develop(name):
    burn(1.0)
def show():
    for number in range(10):
        print(number)
        time.sleep(0.25)
def main():
    show()
    for name in NAMES:
        tell_blocking(ask_blocking(name))
        develop(name)
"""
ASKED = run(calls=(call("ask", "'a'"), call("tell", "'b'")))


def test_a_call_that_is_missing_is_named() -> None:
    """Without the suffix of its blocking twin."""
    diagnosis = said(
        Verdict.TOO_FAST,
        """
        async def main():
            await show()
            return [await ask(name) for name in NAMES]  # <-
        """,
        "took 1 s; the work takes 2 s",
        stub=GIVEN.replace("time.sleep(0.25)", "pass"),
        trace=run(calls=(call("ask", "'a'"),)),
    )
    assert diagnosis.cause == "call-missing"
    assert "without having asked the world for tell()" in diagnosis.sentence


@pytest.mark.parametrize(
    ("program", "cause"),
    [
        ("async def show():\n    print(1)\n    await asyncio.sleep(9)  # <-\nasync def main():\n    pass", "padded"),
        ("async def main():\n    await asyncio.wait_for(ask(1), timeout=2)  # <-", "gives-up"),
        (
            "async def main():\n    await asyncio.wait(tasks[-1:])  # <-\n    tasks[0].cancel()",
            "gives-up",
        ),
        (
            "async def develop(name):\n    await asyncio.sleep(1)  # <-\nasync def main():\n    pass",
            "sleeps-for-computing",
        ),
        ("def develop(name):  # <-\n    return name\nasync def main():\n    pass", "computes-too-little"),
        ("async def show():\n    print(1)  # <-\nasync def main():\n    pass", "pause-missing"),
        ("async def main():\n    for name in NAMES[:-1]:  # <-\n        await tell(await ask(name))", "items-left-out"),
        ("async def main():\n    await gather(*map(ask, names[:3]))  # <-", "items-left-out"),
        ("async def main():\n    await gather(*(ask(n) for n in names[1:MOST]))  # <-", "items-left-out"),
        ("async def main():\n    await ask(NAMES)  # <-", "items-left-out"),
    ],
)
def test_what_was_skipped(program: str, cause: str) -> None:
    """By what the given program has in its place."""
    facts = ("burn() computed for 0 s in all",) if cause == "computes-too-little" else ()
    padded = cause == "padded"
    assert said(Verdict.TOO_FAST, program, "", stub=GIVEN, trace=ASKED, facts=facts, padded=padded).cause == cause


def test_the_second_of_two_equal_calls_is_one_too_many() -> None:
    """With the line that asked first."""
    diagnosis = said(
        Verdict.EXTRA_CALLS,
        """
        async def main():
            await asyncio.gather(*map(ask, NAMES))
            return [await ask(name) for name in NAMES]  # <-
        """,
        trace=run(calls=(call("ask", "'a'", made_at=2), call("ask", "'a'", 3))),
    )
    assert diagnosis.cause == "asked-again"
    assert diagnosis.sentence == "Line 3 calls `ask('a')` again; line 2 had asked it already."


def test_what_has_no_arguments_may_be_asked_again_and_again() -> None:
    """As long as something else was asked twice."""
    program = """
        async def main():
            while address := await next_address():
                await look(address), await look(address)  # <-
        """
    asked = (call("next_address", "", 2), call("next_address", "", 2), call("look", "'a'", 3), call("look", "'a'", 3))
    assert "`look('a')`" in said(Verdict.EXTRA_CALLS, program, trace=run(calls=asked)).sentence


@pytest.mark.parametrize(
    ("verdict", "program", "cause"),
    [
        (Verdict.TOO_MANY_TASKS, "for a in every:\n    group.create_task(look(a))  # <-", "task-for-each"),
        (Verdict.UNBOUNDED_BUFFER, "queue = asyncio.Queue()  # <-", "queue-without-end"),
        (Verdict.UNBOUNDED_BUFFER, "every = [a async for a in addresses()]  # <-", "all-read-first"),
        (Verdict.NEEDLESS_HOPS, "values = asyncio.gather(*asks)  # <-", "task-begins-later"),
        (Verdict.NEEDLESS_HOPS, "await asyncio.sleep(0)  # <-", "gives-way-for-nothing"),
    ],
)
def test_what_costs_more_than_it_may(verdict: Verdict, program: str, cause: str) -> None:
    """Tasks, room in a queue, turns of the loop."""
    inside = "async def main():\n    " + program.replace("\n", "\n    ")
    assert said(verdict, inside).cause == cause
