"""Failures of several at once."""

import pytest

from grader.model.verdict import Verdict
from tests.explain.diagnoses.cases import said

LOST = "KeyError('strand 141') did not come out of inspect(): nobody will ever hear of it"


@pytest.mark.parametrize(
    ("verdict", "body", "fact", "cause"),
    [
        (Verdict.LOST_EXCEPTION, "raise group.exceptions[0]  # <-", LOST, "only-the-first-failure"),
        (Verdict.LOST_EXCEPTION, "await asyncio.gather(*map(probe, PARTS))  # <-", LOST, "only-the-first-failure"),
        (
            Verdict.LOST_EXCEPTION,
            "serious = group.subgroup(ValueError)  # <-\n    raise serious",
            LOST,
            "failures-left-out",
        ),
        (
            Verdict.LOST_EXCEPTION,
            "try:\n        await inspect()\n    except Exception:  # <-\n        return False",
            LOST,
            "exception-dropped",
        ),
        (
            Verdict.RAISED,
            "try:\n        await probe()\n    except* ConnectionError:\n        ring()\n        raise  # <-",
            "ExceptionGroup: several, first of all ConnectionError: no answer",
            "raised-again",
        ),
        (
            Verdict.WRONG_RESULT,
            "return any(isinstance(each, ValueError) for each in group.exceptions)  # <-",
            "main() should return True",
            "group-within-a-group",
        ),
        (
            Verdict.WRONG_RESULT,
            "ring()  # <-\n    return True",
            "with no dead line: ring() was called, and no line is dead",
            "called-unasked",
        ),
        (
            Verdict.WRONG_RESULT,
            "done, rest = await asyncio.wait(tasks)\n    first = done.pop()  # <-\n    return first",
            "main() returned another answer",
            "one-of-the-done",
        ),
    ],
)
def test_one_taken_for_all(verdict: Verdict, body: str, fact: str, cause: str) -> None:
    """The first, the surface, some kinds, or whatever comes."""
    assert said(verdict, f"async def main():\n    {body}", fact, returned=False).cause == cause


@pytest.mark.parametrize(
    ("verdict", "line", "fact", "cause"),
    [
        (
            Verdict.SYNTAX_ERROR,
            "except Exception: pass",
            "cannot have both 'except' and 'except*' on the same 'try'",
            "rules-of-except-star",
        ),
        (
            Verdict.SYNTAX_ERROR,
            "return",
            "'break', 'continue' and 'return' cannot appear in an except* block",
            "rules-of-except-star",
        ),
        (
            Verdict.RAISED,
            "except* ExceptionGroup: pass",
            "TypeError: catching ExceptionGroup with except* is not allowed. Use except instead",
            "rules-of-except-star",
        ),
        (Verdict.RAISED, "raise rest", "TypeError: exceptions must derive from BaseException", "raises-nothing"),
    ],
)
def test_what_python_does_not_allow(verdict: Verdict, line: str, fact: str, cause: str) -> None:
    """In other words than Python's own, also where the file cannot be parsed."""
    assert said(verdict, f"async def main():\n    {line}  # <-", fact, 2).cause == cause


def test_an_except_that_a_group_from_below_goes_past() -> None:
    """The call may raise a group of its own."""
    program = """
        async def probe_or_ring(part):
            try:
                await probe(part)
            except ConnectionError:  # <-
                ring()
        async def main():
            return True
        """
    fact = "with a dead line inside the group: ring() was not called, and there is a ConnectionError"
    assert said(Verdict.WRONG_RESULT, program, fact, returned=True).cause == "group-not-caught"


def test_a_cancelled_task_that_is_awaited_is_not_gathered() -> None:
    """The line says how it waits for what it has cancelled."""
    program = """
        async def main():
            for task in pending:
                task.cancel()
                await task  # <-
        """
    sentence = said(Verdict.RAISED, program, "CancelledError", 4).sentence
    assert sentence.startswith("Line 3 cancels a task, and line 4 awaits it")


def test_a_result_that_raises_asks_for_the_exception_first() -> None:
    """Where a task is done there is nothing left to catch at the call."""
    program = """
        async def main():
            done, _ = await asyncio.wait(tasks)
            return done.pop().result()  # <-
        """
    diagnosis = said(Verdict.RAISED, program, "ConnectionError: Porto is down today", 3)
    assert diagnosis.cause == "failure-not-expected"
    assert "`exception()` first" in diagnosis.hint
