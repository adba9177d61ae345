"""One wait after the other."""

import pytest

from grader.model.trace import SourcePlace, Trace
from grader.model.verdict import Verdict
from tests.explain.diagnoses.cases import nothing_said, run, said, stretch

ROUNDS = run(stretch(0, 1, 3, kind="joining", label="t1"), stretch(1, 3, 3, kind="joining", label="t2"))


def rounds(line: int, made: int) -> Trace:
    """Two tasks made at one line, one after the other, and `main` waiting for each at another."""
    return run(
        stretch(0, 1, task="a", made_at=made),
        stretch(0, 1, line, kind="joining", label="a"),
        stretch(1, 3, task="b", made_at=made),
        stretch(1, 3, line, kind="joining", label="b"),
    )


def test_a_task_that_is_awaited_where_it_is_made() -> None:
    """In the round that made it, told with the time that it costs."""
    diagnosis = said(
        Verdict.STILL_SEQUENTIAL,
        """
        async def main():
            for name in NAMES:
                task = asyncio.create_task(ask(name))
                await task  # <-
        """,
        trace=rounds(4, 3),
    )
    assert diagnosis.cause == "awaited-at-creation"
    assert "3 s in all" in diagnosis.sentence


def test_a_group_for_each_round() -> None:
    """The group waits at its end."""
    program = """
        async def main():
            for name in NAMES:
                async with asyncio.TaskGroup() as group:  # <-
                    group.create_task(ask(name))
        """
    assert said(Verdict.STILL_SEQUENTIAL, program, trace=rounds(3, 4)).cause == "group-for-each"


@pytest.mark.parametrize(
    ("waits", "cause"),
    [
        ("await asyncio.gather(*map(ask, some))", "chunks"),
        ("await asyncio.gather(ask(some))", "group-for-each"),
        ("await asyncio.wait(some)", "chunks"),
        ("await ask(some)", "await-in-loop"),
    ],
)
def test_what_a_round_waits_for(waits: str, cause: str) -> None:
    """A few together, one alone, or one without a task."""
    program = f"""
        async def main():
            for some in SHARES:
                {waits}  # <-
        """
    assert said(Verdict.TOO_SLOW, program, trace=rounds(3, 3)).cause == cause


def test_a_loop_over_what_was_found_waits_for_whole_levels() -> None:
    """What is gathered next comes from what was gathered before."""
    diagnosis = said(
        Verdict.TOO_SLOW,
        """
        async def main():
            level = [ROOT]
            while level:
                lists = await asyncio.gather(*map(ask, level))  # <-
                level = [inner for inners in lists for inner in inners]
        """,
        trace=rounds(4, 4),
    )
    assert diagnosis.cause == "stages"


def test_waiting_for_the_first_to_finish_is_a_window_that_slides() -> None:
    """Nothing is to blame there."""
    program = """
        async def main():
            while running:
                await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        """
    sliding = run(stretch(0, 1, task="a"), stretch(0, 2, task="b"), stretch(1, 3, task="c", made_at=3))
    assert nothing_said(Verdict.TOO_SLOW, program, trace=sliding)


def test_a_pause_in_a_loop_is_a_rhythm() -> None:
    """Its rounds are meant to follow one another."""
    program = """
        async def main():
            for number in range(2):
                await asyncio.sleep(1)
        """
    pauses = run(
        stretch(0, 1, 3, kind="own-sleep", label="asyncio.sleep()"),
        stretch(1, 2, 3, kind="own-sleep", label="asyncio.sleep()"),
    )
    assert nothing_said(Verdict.TOO_SLOW, program, trace=pauses, stub="time.sleep(1)")


def test_the_line_that_waits_for_all_of_a_stage_is_the_cause() -> None:
    """Not the one that begins late because of it."""
    picture = SourcePlace("main", 3)
    diagnosis = said(
        Verdict.TOO_SLOW,
        """
        async def main():
            order, profile = await asyncio.gather(find_order(), find_profile())  # <-
            return await asyncio.gather(find_invoice(order), find_picture(profile))
        """,
        trace=run(
            stretch(0, 2, label="find_order()", task="a", made_at=2),
            stretch(0, 1, label="find_profile()", task="b", made_at=2),
            stretch(0, 2, 2, kind="joining", label="a"),
            stretch(2, 3, label="find_invoice()", task="c", stack=(picture,)),
            stretch(2, 3, label="find_picture()", task="d", stack=(picture,)),
        ),
    )
    assert diagnosis.cause == "stages"
    assert "find_picture() needs only one of them, and has to wait for find_order() as well" in diagnosis.sentence


def test_cancelling_and_awaiting_one_after_the_other() -> None:
    """All could hang up at once."""
    program = """
        async def main():
            for task in pending:
                task.cancel()
                await task  # <-
        """
    assert said(Verdict.TOO_SLOW, program, trace=run(stretch(0, 1, 4))).cause == "cancelled-in-turn"


def test_a_sleep_of_the_learners_own_with_nothing_beside_it() -> None:
    """Named with its length."""
    diagnosis = said(
        Verdict.TOO_SLOW,
        """
        async def main():
            station = await find()
            await asyncio.sleep(0.5)  # <-
            return await read(station)
        """,
        trace=run(
            stretch(0, 1, 2, label="find()"),
            stretch(1, 1.5, 3, kind="own-sleep", label="asyncio.sleep()"),
            stretch(1.5, 2, 4, label="read()"),
        ),
    )
    assert diagnosis.cause == "own-sleep"
    assert "sleeps for 0.5 s" in diagnosis.sentence


def test_waits_that_pass_together_are_not_said_to_come_one_after_the_other() -> None:
    """The headline of the verdict would lie, so another stands there."""
    together = run(stretch(0, 1, task="a"), stretch(0, 3, task="b"), stretch(0, 3, 2, kind="joining", label="b"))
    program = """
        async def main():
            await asyncio.wait(pending)  # <-
        """
    diagnosis = said(Verdict.STILL_SEQUENTIAL, program, trace=together)
    assert diagnosis.cause == "waits-for-all"
    assert diagnosis.headline == "Right, but slower than it can be"


@pytest.mark.parametrize(
    ("program", "cause"),
    [
        (
            """
            async def main():
                order = asyncio.create_task(find_order())
                profile = asyncio.create_task(find_profile())
                avatar = asyncio.create_task(find_avatar(await profile))  # <-
                invoice = asyncio.create_task(find_invoice(await order))
            """,
            "stages",
        ),
        (
            """
            async def place(videos):
                for video in videos:
                    await convert(video)
            async def main():
                await asyncio.gather(place(VIDEOS[:1]), place(VIDEOS[1:]))  # <-
            """,
            "dealt-out-beforehand",
        ),
        (
            """
            async def main():
                while batch := take(25):
                    await asyncio.gather(*map(ask, batch))  # <-
            """,
            "chunks",
        ),
    ],
)
def test_what_is_slow_on_another_day_is_told_by_its_shape(program: str, cause: str) -> None:
    """The run at hand was quick enough, so it shows nothing."""
    assert said(Verdict.TOO_SLOW, program, slow=False).cause == cause


def test_a_single_worker_that_goes_home_is_not_why_it_is_slow() -> None:
    """Nobody goes home too early who is alone."""
    assert nothing_said(
        Verdict.STILL_SEQUENTIAL,
        """
        async def worker(queue):
            while not queue.empty():
                queue.put_nowait(1)
        async def main():
            await worker(queue)
        """,
    )
