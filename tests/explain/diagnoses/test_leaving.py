"""Tasks, cancels and open things that a program leaves behind."""

import pytest

from grader.model.verdict import Verdict
from tests.explain.diagnoses.cases import nothing_said, said

LEAKED = "`save()` was still under way"


@pytest.mark.parametrize("caught", ["except BaseException", "except asyncio.CancelledError", "except"])
def test_the_except_that_swallows_a_cancel(caught: str) -> None:
    """As it is written."""
    diagnosis = said(
        Verdict.SWALLOWED_CANCEL,
        f"""
        async def main():
            try:
                await work()
            {caught}:  # <-
                pass
        """,
    )
    assert diagnosis.cause == "cancel-swallowed"
    assert f"`{caught}`" in diagnosis.sentence


def test_an_except_that_raises_again_swallows_nothing() -> None:
    """Nor does one for other exceptions."""
    assert nothing_said(
        Verdict.SWALLOWED_CANCEL,
        """
        async def main():
            try:
                await work()
            except BaseException:
                raise
            except ValueError:
                pass
        """,
    )


def test_what_a_program_cancelled_itself_it_may_catch() -> None:
    """That cancel is its own."""
    assert nothing_said(
        Verdict.SWALLOWED_CANCEL,
        """
        async def main():
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                pass
        """,
    )


def test_what_is_closed_outside_finally() -> None:
    """The line that closes is the cause, where it opened is shown."""
    diagnosis = said(
        Verdict.UNCLEAN,
        """
        async def main():
            line = await connect()
            page = await line.read()
            await line.close()  # <-
        """,
        "the line, opened at line 2, stays open",
        2,
    )
    assert diagnosis.cause == "closed-outside-finally"
    assert [note.line for note in diagnosis.notes] == [2, 4]


def test_what_is_never_closed_is_named_where_it_was_opened() -> None:
    """There is no other line."""
    program = """
        async def main():
            line = await connect()  # <-
        """
    assert said(Verdict.UNCLEAN, program, "the line, opened at line 2, stays open", 2).cause == "never-closed"


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("asyncio.create_task(save())  # <-", "reference-lost"),
        ("self.task = asyncio.create_task(save())  # <-", "reference-lost"),
    ],
)
def test_what_became_of_the_only_reference(body: str, cause: str) -> None:
    """Thrown away or overwritten."""
    program = f"""
        async def main():
            {body}
        """
    assert said(Verdict.LOST_TASK, program, "nobody held on to the task of `save()`", 2).cause == cause


@pytest.mark.parametrize(
    ("program", "cause"),
    [
        ("    asyncio.create_task(save())  # <-", "never-waited-for"),
        ("    task = asyncio.create_task(save())\n    await asyncio.sleep(1)  # <-", "sleeps-for-the-wait"),
        ("    task = asyncio.create_task(save())\n    task.cancel()  # <-", "cancel-not-awaited"),
        (
            "    tasks = [asyncio.create_task(save()) for _ in range(3)]\n    await tasks[0]  # <-",
            "waits-for-some",
        ),
        ("    for task in asyncio.as_completed(save()):\n        return await task  # <-", "leaked-losers"),
        (
            "    for _ in range(3):\n        task = asyncio.create_task(save())  # <-\n    await task",
            "name-overwritten",
        ),
        (
            "    tasks = [asyncio.create_task(save())]\n    await asyncio.wait(tasks, timeout=1)  # <-",
            "gives-up",
        ),
        (
            "    async with asyncio.TaskGroup() as group:\n        asyncio.create_task(save())  # <-",
            "outside-the-group",
        ),
        (
            "    try:\n        await asyncio.gather(save(), save())  # <-\n    except ValueError:\n        pass",
            "gather-leaves-siblings",
        ),
    ],
)
def test_why_a_task_is_still_under_way(program: str, cause: str) -> None:
    """By what stands where it should be awaited."""
    source = f"async def main():\n{program}"
    made = next(n for n, text in enumerate(source.splitlines(), 1) if "save()" in text)
    assert said(Verdict.LEAKED_TASK, source, LEAKED, made).cause == cause


def test_workers_that_wait_for_more_for_ever() -> None:
    """Named where they are made, with the loop that never ends."""
    diagnosis = said(
        Verdict.LEAKED_TASK,
        """
        async def save():
            while True:
                await queue.get()
        async def main():
            workers = [asyncio.create_task(save()) for _ in range(3)]  # <-
            await queue.join()
        """,
        LEAKED,
        5,
    )
    assert diagnosis.cause == "workers-left-waiting"


def test_an_exception_that_nobody_hears_of_is_told_where_the_task_was_made() -> None:
    """And where it was raised."""
    program = """
        async def save():
            raise ValueError("no")
        async def main():
            asyncio.create_task(save())  # <-
        """
    diagnosis = said(Verdict.LOST_EXCEPTION, program, "ValueError: no", 2)
    assert diagnosis.sentence.endswith("what it raised at line 2: ValueError: no.")


def test_an_exception_of_a_task_that_is_kept_and_not_awaited_is_not_laid_to_a_gather() -> None:
    """What `gather` awaits is heard of; the task that raised was made elsewhere."""
    program = """
        async def save():
            raise ValueError("no")
        async def main():
            other = asyncio.create_task(load())
            saving = asyncio.create_task(save())  # <-
            await asyncio.gather(other, load())
        """
    assert said(Verdict.LOST_EXCEPTION, program, "ValueError: no", 2).cause == "exception-unseen"


CANCELLED = "cancelled while waiting at line 4 (1 s)"


@pytest.mark.parametrize(
    ("wait", "says"),
    [
        ("await asyncio.shield(asyncio.create_task(save()))  # <-", "A cancel ends the wait, and `save()`"),
        ("await asyncio.gather(save(), load())  # <-", "ends with the first that is cancelled"),
    ],
)
def test_a_task_that_a_cancel_leaves_is_not_one_that_nobody_waits_for(wait: str, says: str) -> None:
    """Without the cancel it is waited for."""
    program = f"""
        async def save():
            await work()
        async def main():
            {wait}
        """
    diagnosis = said(Verdict.LEAKED_TASK, program, LEAKED, 4, cancelled=CANCELLED)
    assert diagnosis.cause == "left-by-a-cancel"
    assert says in diagnosis.sentence


def test_a_place_that_a_cancel_loses_is_given_back_only_if_all_goes_well() -> None:
    """The line that gives it back is the cause, where it was taken is shown."""
    program = """
        async def main():
            await slots.acquire()
            await work()
            slots.release()  # <-
        """
    diagnosis = said(Verdict.DEADLOCK, program, "after that, a second call never ends", 1, cancelled=CANCELLED)
    assert diagnosis.sentence.startswith("`slots` is given back at line 4 only when nothing went")


def test_a_race_names_the_read_the_wait_and_the_write() -> None:
    """Both lines, and what lies between."""
    diagnosis = said(
        Verdict.RACE,
        """
        balance = 100
        async def take(amount):
            global balance
            if balance >= amount:  # <-
                await ask_bank(amount)
                balance = balance - amount
        """,
    )
    assert diagnosis.cause == "check-then-act"
    assert diagnosis.sentence.startswith("Line 4 reads `balance`, line 5 waits, and line 6 acts on what was read.")


def test_what_a_lock_holds_together_is_no_race() -> None:
    """From the read to the write."""
    assert nothing_said(
        Verdict.RACE,
        """
        async def take(self, amount):
            async with self.lock:
                if self.balance >= amount:
                    await ask_bank(amount)
                    self.balance = self.balance - amount
        """,
    )
