"""Failures that come together, and `except*`."""

import pytest

from grader.model.verdict import Verdict
from tests.explain.diagnoses.cases import nothing_said, said

GROUP = """
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(probe())
"""
LOST = "KeyError('strand') did not come out of inspect()"
DEEP = "with a dead line inside the group that probe() raises: ring() was not called, and there is a ConnectionError()"


@pytest.mark.parametrize(
    ("verdict", "program", "fact", "cause"),
    [
        (Verdict.LOST_EXCEPTION, "async def main():\n    await gather(a(), b())  # <-", LOST, "gather-raises-one"),
        (
            Verdict.LOST_EXCEPTION,
            GROUP + "    except ExceptionGroup as several:\n        raise several.exceptions[0]  # <-",
            LOST,
            "first-of-several",
        ),
        (
            Verdict.LOST_EXCEPTION,
            GROUP
            + "    except ExceptionGroup as several:\n"
            + "        rest = several.subgroup(ValueError)  # <-\n        raise rest",
            LOST,
            "rest-not-raised",
        ),
        (
            Verdict.LOST_EXCEPTION,
            GROUP + "    except Exception:  # <-\n        return False",
            LOST,
            "exception-dropped",
        ),
        (
            Verdict.RAISED,
            GROUP + "    except* ConnectionError:\n        ring()\n        raise  # <-",
            "ExceptionGroup: unhandled errors, first of all ConnectionError: no answer",
            "raised-again",
        ),
        (
            Verdict.WRONG_RESULT,
            GROUP
            + "    except ExceptionGroup as several:\n"
            + "        if any(isinstance(each, OSError) for each in several.exceptions):  # <-\n            ring()",
            DEEP,
            "surface-only",
        ),
        (
            Verdict.WRONG_RESULT,
            "async def main():\n    try:\n        await probe()\n    except ConnectionError:  # <-\n        ring()",
            DEEP,
            "group-not-caught",
        ),
        (
            Verdict.WRONG_RESULT,
            GROUP + "    except* ConnectionError:  # <-\n        pass\n    return True",
            "with a dead line: ring() was not called",
            "exception-dropped",
        ),
        (
            Verdict.WRONG_RESULT,
            GROUP + "    except ExceptionGroup:\n        ring()  # <-\n    return True",
            "with two faults: ring() was called, and no line is dead",
            "whatever-it-is",
        ),
    ],
)
def test_failure_in_a_group_is_told_where_it_goes_astray(verdict: Verdict, program: str, fact: str, cause: str) -> None:
    """Each way to lose one of several failures, or to miss one, has its line."""
    assert said(verdict, program, fact).cause == cause


@pytest.mark.parametrize(
    ("verdict", "program", "fact", "cause"),
    [
        (
            Verdict.RAISED,
            "async def main():\n    rest = None\n    raise rest  # <-",
            "TypeError: exceptions must derive from BaseException",
            "raises-nothing",
        ),
        (
            Verdict.RAISED,
            "async def main():\n    try:\n        probe()\n    except* ExceptionGroup:  # <-\n        ring()",
            "TypeError: catching ExceptionGroup with except* is not allowed. Use except instead.",
            "star-for-the-group",
        ),
        (
            Verdict.SYNTAX_ERROR,
            "try:\n    pass\nexcept* OSError:\n    return  # <-",
            "'break', 'continue' and 'return' cannot appear in an except* block",
            "leaves-from-a-star",
        ),
        (
            Verdict.SYNTAX_ERROR,
            "try:\n    pass\nexcept* OSError:\n    pass\nexcept Exception:  # <-\n    pass",
            "cannot have both 'except' and 'except*' on the same 'try'",
            "both-forms",
        ),
    ],
)
def test_what_python_refuses_is_said_in_other_words(verdict: Verdict, program: str, fact: str, cause: str) -> None:
    """Where Python names the line, the cause is there, with what to do."""
    line = next(number for number, text in enumerate(program.splitlines(), 1) if "# <-" in text)
    assert said(verdict, program, fact, line).cause == cause


def test_handler_that_calls_and_returns_is_not_blamed() -> None:
    """Where nothing was lost by a group, nothing is said of one."""
    assert nothing_said(Verdict.LOST_EXCEPTION, GROUP + "    except* OSError:\n        ring()", LOST)
