"""Limits that limit nothing, too much, or in the wrong order."""

import pytest

from grader.model.trace import Trace
from grader.model.verdict import Verdict
from tests.explain.diagnoses.cases import run, said, stretch

FACT = "12 downloads were under way at once; the station allows 4"


@pytest.mark.parametrize(
    ("program", "cause"),
    [
        (
            """
            async def load(episode):
                places = asyncio.Semaphore(4)  # <-
                async with places:
                    return await download(episode)
            async def main():
                await asyncio.gather(*map(load, EPISODES))
            """,
            "limit-per-call",
        ),
        (
            """
            async def main():
                places = asyncio.Semaphore(4)
                for episode in EPISODES:
                    async with places:  # <-
                        asyncio.create_task(load(episode))
            """,
            "limit-around-creation",
        ),
        (
            """
            places = asyncio.Semaphore(4)
            async def load(episode):
                async with places:
                    request = download(episode)
                return await request  # <-
            """,
            "work-outside-the-limit",
        ),
        (
            """
            places = asyncio.Semaphore(4)
            async def load(episode):
                async with places:
                    print(episode)  # <-
                return await download(episode)
            """,
            "work-outside-the-limit",
        ),
        (
            """
            places = asyncio.Semaphore(4)
            async def load(episode):
                await places.acquire()
                places.release()  # <-
                return await download(episode)
            """,
            "work-outside-the-limit",
        ),
        (
            """
            async def main():
                places = asyncio.Semaphore(12)  # <-
                await asyncio.gather(*(load(episode, places) for episode in EPISODES))
            """,
            "limit-too-wide",
        ),
        (
            """
            async def worker():
                while address := await next_address():
                    await look(address)
            async def main():
                await asyncio.gather(*(worker() for _ in range(12)))  # <-
            """,
            "limit-too-wide",
        ),
        (
            """
            async def main():
                for episode in EPISODES:
                    await asyncio.sleep(1)  # <-
                    asyncio.create_task(load(episode))
            """,
            "sleeps-for-a-limit",
        ),
        (
            """
            async def main():
                await asyncio.gather(*map(download, EPISODES))  # <-
            """,
            "no-limit",
        ),
    ],
)
def test_why_too_much_is_under_way(program: str, cause: str) -> None:
    """By where the limit is made, where it is held, and what it says."""
    assert said(Verdict.TOO_MANY_IN_FLIGHT, program, FACT, constants={"MOST_AT_ONCE": 4}).cause == cause


def test_a_limit_of_the_worlds_own_number_is_not_too_wide() -> None:
    """It is kept; another one is missing."""
    program = """
        line = asyncio.Semaphore(6)
        async def load(page):
            async with line:  # <-
                return await fetch(page)
        """
    fact = "6 pages were fetched at once from the same server; it allows 2"
    diagnosis = said(Verdict.TOO_MANY_IN_FLIGHT, program, fact, constants={"MOST_AT_ONCE": 6})
    assert diagnosis.cause == "limit-missing"
    assert diagnosis.sentence.endswith("6 pages were fetched at once from the same server; it allows 2.")


def queueing(label: str, line: int) -> Trace:
    """Two calls, of which the second queues until the first is done."""
    return run(
        stretch(0, 1, label="ask()", task="a"),
        stretch(0, 1, line, kind="queued", label=label, task="b"),
        stretch(1, 2, label="ask()", task="b"),
    )


@pytest.mark.parametrize(
    ("made", "label"), [("asyncio.Lock()", "Lock.acquire"), ("asyncio.Semaphore(1)", "Semaphore.acquire")]
)
def test_a_limit_behind_which_all_queue(made: str, label: str) -> None:
    """Named where it is made."""
    program = f"""
        async def main():
            places = {made}  # <-
            await asyncio.gather(*(load(episode, places) for episode in EPISODES))
        """
    assert said(Verdict.TOO_SLOW, program, trace=queueing(label, 9)).cause == "limit-too-narrow"


def test_a_lock_that_is_held_for_an_instant_is_not_given_back_early() -> None:
    """It is there for what it holds; nothing limits the downloads."""
    program = """
        lock = asyncio.Lock()
        async def load(episode):
            async with lock:  # <-
                episodes.append(episode)
            return await download(episode)
        """
    assert said(Verdict.TOO_MANY_IN_FLIGHT, program, FACT).cause == "limit-missing"


def test_of_two_limits_the_one_without_a_number_is_too_narrow() -> None:
    """The other has the number that the world names."""
    program = """
        line = asyncio.Semaphore(MOST_AT_ONCE)
        servers = defaultdict(asyncio.Semaphore)  # <-
        async def load(page):
            async with servers[host], line:
                return await fetch(page)
        """
    constants = {"MOST_AT_ONCE": 6, "MOST_PER_HOST": 2}
    diagnosis = said(Verdict.TOO_SLOW, program, trace=queueing("Semaphore.acquire", 4), constants=constants)
    assert "is given no number" in diagnosis.sentence


def test_who_holds_the_wide_limit_while_waiting_for_the_narrow_one() -> None:
    """Both by their names."""
    program = """
        line = asyncio.Semaphore(6)
        servers = defaultdict(lambda: asyncio.Semaphore(2))
        async def load(page):
            async with line, servers[host]:  # <-
                return await fetch(page)
        """
    diagnosis = said(Verdict.TOO_SLOW, program, trace=queueing("Semaphore.acquire", 4))
    assert diagnosis.cause == "limits-in-wrong-order"
    assert "takes `line` first, and holds it while it waits for `servers`" in diagnosis.sentence


def test_one_worker_for_everything() -> None:
    """Named where it is begun."""
    program = """
        async def worker():
            while address := await next_address():
                await look(address)
        async def main():
            await asyncio.create_task(worker())  # <-
        """
    assert said(Verdict.STILL_SEQUENTIAL, program, trace=run(stretch(0, 1, 5))).cause == "one-worker"
