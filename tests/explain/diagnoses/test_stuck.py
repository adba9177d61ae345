"""Deadlocks."""

from grader.model.verdict import Verdict
from tests.explain.diagnoses.cases import said, stuck


def test_two_locks_taken_in_opposite_orders_name_both_tasks_and_both_locks() -> None:
    """Each function with what it holds, what it waits for, and where."""
    diagnosis = said(
        Verdict.DEADLOCK,
        """
        screen = asyncio.Lock()
        network = asyncio.Lock()
        async def fetch():
            async with network:
                async with screen:  # <-
                    pass
        async def show():
            async with screen, network:
                pass
        """,
    )
    assert diagnosis.cause == "lock-cycle"
    assert diagnosis.sentence == (
        "fetch() holds `network` and waits for `screen` at line 5; "
        "show() holds `screen` and waits for `network` at line 8. Neither can go on."
    )
    assert {note.line for note in diagnosis.notes} == {5, 8}


def test_one_order_for_both_is_no_cycle() -> None:
    """Then something else has to be the reason."""
    diagnosis = said(
        Verdict.DEADLOCK,
        """
        screen = asyncio.Lock()
        network = asyncio.Lock()
        ready = asyncio.Event()
        async def fetch():
            async with network, screen:
                await ready.wait()  # <-
        async def show():
            async with network, screen:
                pass
        """,
        stuck=(stuck("main", 9), stuck("fetch", 6)),
    )
    assert diagnosis.cause == "nobody-wakes"
    assert "nobody ever calls `ready.set()`" in diagnosis.sentence


def test_a_limit_that_is_held_already_is_named_where_it_is_taken_again() -> None:
    """The function inside, and the line outside."""
    diagnosis = said(
        Verdict.DEADLOCK,
        """
        places = asyncio.Semaphore(2)
        async def load(page):
            async with places:  # <-
                return await fetch(page)
        async def polite(page):
            async with places:
                return await load(page)
        """,
    )
    assert diagnosis.cause == "taken-twice"


def test_a_place_that_nobody_gives_back() -> None:
    """Named where it is taken, with the way that gives it back always."""
    diagnosis = said(
        Verdict.DEADLOCK,
        """
        async def load(page, places):
            await places.acquire()  # <-
            return await fetch(page)
        """,
    )
    assert diagnosis.cause == "never-released"
    assert "`async with places:`" in diagnosis.hint


def test_a_place_that_is_lost_on_one_way_out() -> None:
    """The way out is the cause, and the line that would have given it back is shown."""
    diagnosis = said(
        Verdict.DEADLOCK,
        """
        async def load(page, places):
            await places.acquire()
            try:
                text = await fetch(page)
            except LostError:
                return None  # <-
            places.release()
            return text
        """,
    )
    assert diagnosis.cause == "never-released"
    assert {note.line for note in diagnosis.notes} == {6, 7}


def test_join_without_task_done() -> None:
    """Both ends of the queue are named."""
    program = """
        async def worker(queue):
            while True:
                await look(await queue.get())  # <-
        async def main():
            await queue.join()
        """
    diagnosis = said(Verdict.DEADLOCK, program, stuck=(stuck("main", 5), stuck("worker", 3)))
    assert diagnosis.cause == "task-done-missing"


def test_one_sign_for_several_workers_counts_them() -> None:
    """How many wait for it is in the sentence."""
    diagnosis = said(
        Verdict.DEADLOCK,
        """
        async def produce(queue):
            await queue.put(None)  # <-
        async def worker(queue):
            while (item := await queue.get()) is not None:
                pass
        """,
        stuck=(stuck("worker", 4), stuck("worker", 4)),
    )
    assert diagnosis.cause == "too-few-signs"
    assert "2 of worker()" in diagnosis.sentence


def test_a_full_queue_that_nobody_ever_takes_from_is_named() -> None:
    """There is no `get` in the file at all."""
    diagnosis = said(
        Verdict.DEADLOCK,
        """
        async def main():
            queue = asyncio.Queue(1)
            await queue.put(1)
            await queue.put(2)  # <-
        """,
        stuck=(stuck("main", 4),),
    )
    assert diagnosis.sentence == "Line 4 waits for room in `queue`, which is full, and nobody ever takes from it."


def test_a_full_queue_is_not_blamed_where_somebody_waits_to_take() -> None:
    """Then the two have different queues, or something else is wrong."""
    diagnosis = said(
        Verdict.DEADLOCK,
        """
        async def main():
            await ours.put(each)
        async def worker():
            await theirs.get()  # <-
        """,
        stuck=(stuck("main", 2), stuck("worker", 4)),
    )
    assert diagnosis.cause == "nobody-wakes"
