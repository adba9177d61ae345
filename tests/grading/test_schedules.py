"""Races: right in one order of events, wrong in another."""

from pathlib import Path
from typing import Any

import pytest

from grader.catalog.exercise import Exercise
from grader.grading.in_session import InSession
from grader.judge.loop import JudgeLoop
from grader.judge.world import WorldRoom
from grader.model.verdict import Verdict
from grader.testing import schedules
from grader.testing.check import CheckOutcome
from grader.testing.job import Job, Room
from grader.testing.plain_run import PlainRun, run_entry
from grader.testing.schedules import Asks
from grader.testing.unwritten import ELAPSED
from tests.grading.small_exercise import grade_text, make_exercise

WORLD = '''
    """Four answers, each 1 s away."""

    import asyncio


    async def answer(number: int) -> int:
        await asyncio.sleep(1)
        return number
'''
CHECKS = '''
    async def test_is_right(submission):
        """says yes"""
        assert await submission.main() == "yes", "main() should say yes"
'''

# Wrong only where four replies of one instant arrive in exactly the opposite order: 1 in 24 schedules.
RARE = """
    import asyncio
    from world import answer

    async def main():
        arrived = []

        async def ask(number):
            arrived.append(await answer(number))

        await asyncio.gather(*(ask(number) for number in range(4)))
        return "no" if arrived == [3, 2, 1, 0] else "yes"
"""
RIGHT_IN_ANY_ORDER = '"yes" if sorted(arrived) == [0, 1, 2, 3] else "no"'
ROBUST = RARE.replace('"no" if arrived == [3, 2, 1, 0] else "yes"', RIGHT_IN_ANY_ORDER)


# Looked at before a wait, acted upon after it: wrong only where thirty replies of one instant have this one last.
CHECK_THEN_ACT = """
    import asyncio
    from world import answer

    till = 0

    async def open_till():
        global till
        if till == 0:
            await answer(0)
            till = 1

    async def pay():
        global till
        await answer(1)
        till += 1

    async def main():
        await asyncio.gather(open_till(), *(pay() for _ in range(29)))
        return "yes" if till > 1 else "no"
"""


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """Four answers of one instant."""
    return make_exercise(tmp_path, WORLD, CHECKS, target=1.0)


def test_a_race_is_found_and_named(exercise: Exercise) -> None:
    """What fails in fewer than one in twenty schedules is found within 200, with the seed that shows it."""
    result = grade_text(exercise, RARE, schedules=200)
    assert result.verdict is Verdict.RACE
    failed = next(check for check in result.checks if check.verdict is Verdict.RACE)
    assert failed.seed is not None
    assert failed.secondary == (Verdict.WRONG_RESULT,)
    assert result.schedules == failed.seed


def test_the_seed_replays_the_race_every_time(exercise: Exercise) -> None:
    """The seed that a race names fails again, twenty times out of twenty, and alone."""
    found = grade_text(exercise, RARE, schedules=200)
    seed = next(check.seed for check in found.checks if check.seed is not None)
    assert {grade_text(exercise, RARE, seed=seed).verdict for _ in range(20)} == {Verdict.WRONG_RESULT}


def test_a_check_then_act_race_is_found_and_replayed(exercise: Exercise) -> None:
    """Within 200 schedules, with the lines of both, and from its seed twenty times out of twenty."""
    found = grade_text(exercise, CHECK_THEN_ACT, schedules=200)
    assert (found.verdict, found.cause, found.line) == (Verdict.RACE, "check-then-act", 9)
    assert "Line 9 reads `till`, line 10 waits, and line 11 acts on what was read." in found.summary
    seed = next(check.seed for check in found.checks if check.seed is not None)
    assert {grade_text(exercise, CHECK_THEN_ACT, seed=seed).verdict for _ in range(20)} == {Verdict.WRONG_RESULT}


@pytest.mark.parametrize("text", [RARE, CHECK_THEN_ACT], ids=["an order", "a check-then-act"])
def test_these_races_are_rare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """They show in fewer than one in twenty of the 200 schedules, counted where no check ends the search."""
    values: list[object] = []

    def noting(job: Job, *, trace: bool = True) -> PlainRun:
        run = run_entry(job, trace=trace)
        values.append(run.value)
        return run

    monkeypatch.setattr(schedules, "run_entry", noting)
    # Each schedule is run, also where it decides what one before has decided.
    monkeypatch.setattr("grader.testing.schedules._Passes.has_entry", lambda *_: False)
    accepting = CHECKS.replace('== "yes"', 'in ("yes", "no")')
    assert grade_text(make_exercise(tmp_path, WORLD, accepting, target=1.0), text, schedules=200).verdict == "passed"
    assert len(values) == 200
    assert 0 < values.count("no") < 10


def test_the_timeline_shows_the_run_that_fails(exercise: Exercise) -> None:
    """Of a race that costs time, the time and the picture are those of its schedule, not of the plain run."""
    polls = """
        import asyncio
        from world import answer

        async def main():
            task = asyncio.create_task(answer(1))
            while not task.done():
                await asyncio.sleep(0.25)
            return "yes"
    """
    plain, race = grade_text(exercise, polls, schedules=0), grade_text(exercise, polls, schedules=50)
    assert (plain.verdict, plain.elapsed, race.verdict, race.elapsed) == (Verdict.PASSED, 1.0, Verdict.RACE, 1.25)
    assert (race.cause, race.line) == ("polling", 8)
    assert race.timeline is not None
    assert max(span.end for lane in race.timeline.lanes for span in lane.spans) == 1.25


def test_the_plain_run_speaks_first(exercise: Exercise) -> None:
    """What fails in the plain run keeps its own verdict: no schedule is tried."""
    assert grade_text(exercise, RARE, schedules=0).verdict is Verdict.PASSED
    always_wrong = RARE.replace('else "yes"', 'else "no"')
    assert grade_text(exercise, always_wrong, schedules=50).verdict is Verdict.WRONG_RESULT


def test_what_is_right_in_every_order_passes(exercise: Exercise) -> None:
    """A submission that rests on no order passes under every schedule."""
    assert grade_text(exercise, ROBUST, schedules=50).verdict is Verdict.PASSED


def test_call_soon_keeps_its_order(tmp_path: Path) -> None:
    """What asyncio promises is not shuffled: callbacks of `call_soon` run in the order in which they were queued."""
    fifo = """
        import asyncio
        from world import answer

        async def main():
            ran = []
            loop = asyncio.get_running_loop()
            for number in range(6):
                loop.call_soon(ran.append, number)
            await answer(1)
            return "yes" if ran == sorted(ran) else "no"
    """
    assert grade_text(make_exercise(tmp_path, WORLD, CHECKS, target=1.0), fifo, schedules=50).verdict is Verdict.PASSED


def test_what_only_a_used_process_shows_is_no_race(exercise: Exercise) -> None:
    """Schedules share a process; what goes wrong only since another ran there before is not laid to a submission."""
    remembers = """
        import asyncio, os
        from world import answer

        async def main():
            await answer(1)
            before, os.environ["SEEN"] = os.environ.get("SEEN"), "yes"
            return before and "no" or "yes"
    """
    assert grade_text(exercise, remembers, schedules=5).verdict is Verdict.PASSED


def test_a_check_can_ask_for_more_schedules_than_the_exercise(tmp_path: Path) -> None:
    """By its marker; the command line has the last word."""
    marked = "    import pytest\n\n    @pytest.mark.schedules(200)" + CHECKS
    asking = make_exercise(tmp_path, WORLD, marked, target=1.0)
    assert grade_text(asking, RARE).verdict is Verdict.RACE
    assert grade_text(asking, RARE, schedules=0).verdict is Verdict.PASSED


def test_a_check_can_ask_for_fewer_schedules_than_the_exercise(tmp_path: Path) -> None:
    """It is left out of those beyond its number."""
    marked = "    import pytest\n\n    @pytest.mark.schedules(0)" + CHECKS
    asking = make_exercise(tmp_path, WORLD, marked, target=1.0, schedules=200)
    assert grade_text(asking, RARE).verdict is Verdict.PASSED


READS = {
    "the calls": "assert [c.args[0] for c in world.answer.calls] != [3, 2, 1, 0]",
    "the prints": 'assert [line for _, line in submission.printed] != ["3", "2", "1", "0"]',
    "data of the world": "assert world.LAST != 0",
}
SPEAKING_WORLD = '''
    """Four answers, each 1 s away, begun in the order of their own timers."""

    import asyncio

    LAST = None


    async def answer(number: int) -> int:
        global LAST
        LAST = number
        await asyncio.sleep(1)
        return number
'''
IN_AN_ORDER_OF_TIMERS = """
    import asyncio
    from world import answer

    async def one(number):
        await asyncio.sleep(1)
        print(number)
        await answer(number)

    async def main():
        await asyncio.gather(*(one(number) for number in range(4)))
        return "yes"
"""


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_a_race_that_only_shows_in_what_a_check_reads_is_found(tmp_path: Path, read: str) -> None:
    """Though every run ends alike."""
    checks = f'''
    async def test_is_right(submission, world):
        """says yes"""
        assert await submission.main() == "yes"
        {read}
'''
    asking = make_exercise(tmp_path, SPEAKING_WORLD, checks, target=2.0)
    assert grade_text(asking, IN_AN_ORDER_OF_TIMERS, schedules=200).verdict is Verdict.RACE


@pytest.mark.parametrize(("read", "again"), [("", False), ("assert world.answer.calls", True)])
def test_checks_are_asked_again_where_what_they_read_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: str, again: bool
) -> None:
    """A check that looks at the result alone passes every run that ends as one that it passed."""
    asked: list[bool] = []
    check_again = InSession._check_again

    def note(self: InSession, job: Job, run: PlainRun, asks: Asks) -> list[CheckOutcome]:
        asked.append(asks(ELAPSED, False))
        return check_again(self, job, run, asks)

    monkeypatch.setattr(InSession, "_check_again", note)
    checks = f'''
    async def test_is_right(submission, world):
        """says yes"""
        assert await submission.main() == "yes"
        {read}
'''
    asking = make_exercise(tmp_path, SPEAKING_WORLD, checks, target=2.0)
    assert grade_text(asking, IN_AN_ORDER_OF_TIMERS, schedules=20).verdict is Verdict.PASSED
    assert len(asked) == 20
    assert any(asked) is again


TWO_TIMERS = """
    import asyncio
    from world import answer

    async def main():
        await asyncio.gather(answer(1), answer(2))
        return "yes"
"""
OWN_RUNS = '''

    async def test_is_right_twice(submission):
        """says yes each time"""
        for _ in range(2):
            assert await submission.main() == "yes"
'''


def noted_runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The schedules under which the entry runs."""
    made: list[int] = []

    def note(job: Job, **options: Any) -> PlainRun:
        made.append(job.schedule)
        return run_entry(job, **options)

    monkeypatch.setattr(schedules, "run_entry", note)
    return made


@pytest.mark.parametrize(("checks", "orders"), [(CHECKS, 2), (CHECKS + OWN_RUNS, 2 + 4)], ids=["entry", "checks"])
def test_no_run_is_made_again_that_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checks: str, orders: int
) -> None:
    """A hundred schedules of two tied timers are one run more than the plain one; of a check that ties two, three."""
    opened: list[int] = []
    open_room = Job.open_room

    def note(self: Job, loop: JudgeLoop, *world: WorldRoom, **options: Any) -> Room:
        opened.append(self.schedule)
        return open_room(self, loop, *world, **options)

    exercise = make_exercise(tmp_path, WORLD, checks, target=1.0)
    monkeypatch.setattr(Job, "open_room", note)
    result = grade_text(exercise, TWO_TIMERS, schedules=100)
    assert (result.verdict, result.schedules) == (Verdict.PASSED, 100)
    assert 1 <= len([schedule for schedule in opened if schedule]) < orders


def test_no_run_is_made_again_with_the_same_latencies(ferries: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three ferries come in one of six orders: of a hundred schedules, as many have runs."""
    made = noted_runs(monkeypatch)
    assert grade_text(ferries, GATHERED, schedules=100).verdict is Verdict.PASSED
    assert len(made) == 6


def test_each_schedule_with_an_order_of_its_own_has_a_run(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight tied timers have forty thousand orders: no two of twenty schedules are the same run."""
    made = noted_runs(monkeypatch)
    eight = ROBUST.replace("range(4)", "range(8)").replace("[0, 1, 2, 3]", "[*range(8)]")
    assert grade_text(exercise, eight, schedules=20).verdict is Verdict.PASSED
    assert made == list(range(1, 21))


FERRIES = '''
    """Three ferries, each with its own time to cross."""

    import asyncio

    FERRIES = ("Astrid", "Birk", "Cecilie")
    delays = {}


    async def cross(ferry: str) -> str:
        await asyncio.sleep(delays[ferry])
        return ferry


    def configure(rng, seconds=(1.0, 2.0, 3.0)):
        delays.update(zip(FERRIES, seconds))


    def shuffle_latencies(rng):
        seconds = list(delays.values())
        rng.shuffle(seconds)
        delays.update(zip(FERRIES, seconds))
'''
IN_ORDER = '''
    async def test_is_right(submission, world):
        """names the ferries in order"""
        assert await submission.main() == list(world.FERRIES), "the ferries should be named in order"
'''
AS_THEY_COME = """
    import asyncio
    from world import FERRIES, cross

    async def main():
        return [await each for each in asyncio.as_completed([cross(ferry) for ferry in FERRIES])]
"""
GATHERED = """
    import asyncio
    from world import FERRIES, cross

    async def main():
        return await asyncio.gather(*map(cross, FERRIES))
"""


@pytest.fixture
def ferries(tmp_path: Path) -> Exercise:
    """Three waits that begin together, whose latencies are in order by luck."""
    return make_exercise(tmp_path, FERRIES, IN_ORDER, target=3.0, schedules=20)


def test_what_is_right_by_luck_of_the_latencies_is_a_race(ferries: Exercise) -> None:
    """The order of arrival is that of the list in the plain run, and not in each schedule."""
    assert grade_text(ferries, AS_THEY_COME, schedules=0).verdict is Verdict.PASSED
    result = grade_text(ferries, AS_THEY_COME)
    failed = next(check for check in result.checks if check.verdict is Verdict.RACE)
    assert (result.verdict, failed.secondary) == (Verdict.RACE, (Verdict.WRONG_RESULT,))


def test_the_seed_replays_the_latencies(ferries: Exercise) -> None:
    """Alone, the seed that a race names gives the same result each time."""
    seed = next(check.seed for check in grade_text(ferries, AS_THEY_COME).checks if check.seed is not None)
    again = [grade_text(ferries, AS_THEY_COME, seed=seed) for _ in range(20)]
    assert {result.verdict for result in again} == {Verdict.WRONG_RESULT}
    assert len({str(result.timeline) for result in again}) == 1


def test_the_total_stays_for_who_is_right(ferries: Exercise) -> None:
    """Whoever waits for all of them passes in every schedule, in the target's time."""
    result = grade_text(ferries, GATHERED)
    assert (result.verdict, result.schedules, result.elapsed) == (Verdict.PASSED, 20, 3.0)


def test_without_leave_of_the_world_latencies_stay(tmp_path: Path) -> None:
    """Who comes in the order of the list always will, as far as this world says."""
    world = FERRIES.partition("    def shuffle_latencies")[0]
    strict = make_exercise(tmp_path, world, IN_ORDER, target=3.0, schedules=20)
    assert grade_text(strict, AS_THEY_COME).verdict is Verdict.PASSED


def test_checks_see_the_latencies_of_their_schedule(tmp_path: Path) -> None:
    """Whether they read the recorded run or have one of their own; a chosen day is exactly as chosen."""
    checks = '''
    def by_latency(world):
        return sorted(world.FERRIES, key=world.delays.get)

    async def test_reads(submission, world):
        """reads them after the run"""
        assert await submission.main() == by_latency(world)

    async def test_has_a_run_of_its_own(submission, world):
        """calls twice, and reads them before"""
        expected = by_latency(world)
        assert await submission.main() == await submission.main() == expected

    async def test_asks_for_the_day_of_the_plain_run(submission, world):
        """asks for no other day"""
        world.configure()
        expected = by_latency(world)
        assert await submission.main() == expected

    async def test_chooses_a_day(submission, world):
        """chooses its day"""
        world.configure(seconds=(2.0, 3.0, 1.0))
        assert await submission.main() == ["Cecilie", "Astrid", "Birk"]
    '''
    reading = make_exercise(tmp_path, FERRIES, checks, target=3.0, schedules=20)
    assert grade_text(reading, AS_THEY_COME).verdict is Verdict.PASSED
