"""Threads, loops, blocking, polling, and calls that nobody awaits."""

import pytest

from grader.explain.diagnosis import Case, diagnose
from grader.explain.wording import wording_of
from grader.model.trace import SourcePlace
from grader.model.verdict import Verdict
from tests.explain.diagnoses.cases import nothing_said, run, said, stretch


def test_a_blocking_call_says_how_long_and_who_could_have_gone_on() -> None:
    """In the learner's own names."""
    diagnosis = said(
        Verdict.BLOCKED_LOOP,
        """
        async def main():
            time.sleep(2)  # <-
        """,
        line=2,
        trace=run(
            stretch(0, 2, 2, kind="blocked", label="time.sleep()"),
            stretch(1, 3, label="ask()", task="t", stack=(SourcePlace("show", 9),)),
        ),
    )
    assert diagnosis.cause == "blocking-call"
    assert diagnosis.sentence == "time.sleep() at line 2 holds the only thread for 2 s: show() cannot go on."


def test_a_blocking_call_one_helper_away_names_the_helper_and_who_called_it() -> None:
    """The line is where it blocks; where it was called from is shown as well."""
    diagnosis = said(
        Verdict.BLOCKED_LOOP,
        """
        def prepare():
            time.sleep(1)  # <-
        async def main():
            prepare()
        """,
        line=2,
        trace=run(
            stretch(
                0, 1, kind="blocked", label="time.sleep()", stack=(SourcePlace("main", 4), SourcePlace("prepare", 2))
            )
        ),
    )
    assert diagnosis.sentence.startswith("Line 4 calls prepare(), a plain function, and time.sleep() in it (line 2)")
    assert [note.line for note in diagnosis.notes] == [2, 4]


def test_a_property_that_blocks_is_named_as_one() -> None:
    """Reading it looks like nothing."""
    diagnosis = said(
        Verdict.BLOCKED_LOOP,
        """
        class Page:
            @property
            def text(self):
                return download_blocking()  # <-
        async def main():
            return Page().text
        """,
        line=4,
        trace=run(
            stretch(
                0, 1, kind="blocked", label="download()", stack=(SourcePlace("main", 6), SourcePlace("Page.text", 4))
            )
        ),
    )
    assert diagnosis.sentence == (
        "Reading `text` at line 6 looks like nothing, but it calls download_blocking() (line 4), "
        "which holds the only thread for 1 s."
    )


def test_computing_in_one_piece_is_told_from_blocking() -> None:
    """What helps is another thing."""
    diagnosis = said(
        Verdict.BLOCKED_LOOP,
        """
        async def main():
            burn(3)  # <-
        """,
        line=2,
        trace=run(stretch(0, 3, 2, kind="computing", label="burn()")),
    )
    assert diagnosis.cause == "computes-without-yielding"
    assert "asyncio.sleep(0)" in diagnosis.hint


@pytest.mark.parametrize(("often", "said_of"), [("0", "no time passes"), ("0.25", "sleeps for 0.25 s")])
def test_a_loop_that_asks_again_and_again(often: str, said_of: str) -> None:
    """What it asks is quoted, and how often."""
    diagnosis = said(
        Verdict.BUSY_WAIT,
        f"""
        async def main():
            while not task.done():
                await asyncio.sleep({often})  # <-
        """,
    )
    assert diagnosis.cause == "polling"
    assert "`not task.done()`" in diagnosis.sentence
    assert said_of in diagnosis.sentence


def test_a_second_loop_is_named_with_what_it_runs() -> None:
    """And with the function that has one already."""
    diagnosis = said(
        Verdict.EXTRA_LOOP,
        """
        def main():
            return asyncio.run(both())  # <-
        """,
        line=2,
    )
    assert diagnosis.cause == "second-loop"
    assert "`both()`" in diagnosis.sentence
    assert "main()" in diagnosis.sentence


def test_a_loop_at_the_margin_is_told_from_one_in_a_function() -> None:
    """It runs on import; the remedy is another line."""
    diagnosis = said(Verdict.IMPORT_ERROR, "asyncio.run(main())  # <-", line=1)
    assert "__main__" in diagnosis.hint


def test_another_import_error_is_left_to_its_own_words() -> None:
    """There is nothing to recognise."""
    assert nothing_said(Verdict.IMPORT_ERROR, "import nothing", line=1)


@pytest.mark.parametrize(("what", "cause"), [("thread", "another-thread"), ("process", "another-process")])
def test_the_call_that_asks_for_a_thread_or_a_process(what: str, cause: str) -> None:
    """By its name."""
    program = """
        async def main():
            return await asyncio.to_thread(load)  # <-
        """
    diagnosis = said(Verdict.NOT_SINGLE_THREADED, program, f"the program asked for another {what}", 2)
    assert diagnosis.cause == cause
    assert "`asyncio.to_thread` at line 2" in diagnosis.sentence


@pytest.mark.parametrize(
    ("line", "named", "sentence"),
    [
        ("fetch()", "fetch", "Line 2 calls fetch(), and nobody awaits it"),
        ("page = fetch()", "fetch", "`page` at line 2 is no result"),
        ("await asyncio.gather([fetch()])", "fetch", "Line 2 gives `gather` one thing"),
        ("await asyncio.wait([fetch()])", "fetch", "Line 2 gives `asyncio.wait` coroutines"),
    ],
)
def test_what_became_of_a_call_that_nobody_awaits(line: str, named: str, sentence: str) -> None:
    """Thrown away, kept, or given to something that takes another thing."""
    program = f"""
        async def main():
            {line}  # <-
        """
    fact = f"`{named}()` was called, and not awaited"
    assert said(Verdict.NEVER_AWAITED, program, fact, 2).sentence.startswith(sentence)


def test_a_time_like_the_stubs_is_not_called_sequential_where_waits_pass_together() -> None:
    """Neither in the headline nor in the sentence, though the id of the verdict stays."""
    trace = run(stretch(0, 1, 2, task="a"), stretch(0, 2, 3, task="b"), stretch(2.5, 3, 4, task="c"))
    case = Case(Verdict.STILL_SEQUENTIAL, "took 3 s; it can be 1 s", None, "main", trace, "")
    diagnosis = diagnose(case)
    assert diagnosis.headline == "Right, but slower than it can be"
    assert "begins only when the one before has ended" not in diagnosis.sentence


def test_a_coroutine_handed_back_as_a_result_is_shown_where_it_was_made() -> None:
    """Not as a fault of the entry, which can be awaited well enough."""
    diagnosis = said(
        Verdict.NOT_A_COROUTINE,
        """
        async def fetch():
            page = download()  # <-
            return page
        async def main():
            return await fetch()
        """,
        fact="your function handed back the coroutine download(), which nobody awaited",
    )
    assert (diagnosis.cause, diagnosis.headline) == ("call-not-awaited", wording_of(Verdict.NEVER_AWAITED).headline)
    assert diagnosis.sentence.startswith("`page` at line 2 is no result: download() without `await`")


def test_a_loop_whose_condition_nothing_changes_is_named() -> None:
    """At its head, with the condition as it is written."""
    diagnosis = said(
        Verdict.NEVER_ENDS,
        """
        async def main():
            page = await next_page()
            while page is not None:  # <-
                print(await load(page))
        """,
        line=4,
    )
    assert diagnosis.cause == "never-left"
    assert "as long as `page is not None`" in diagnosis.sentence


@pytest.mark.parametrize(
    "change",
    ["page = await next_page()", "page.turn()", "pages[0] = 1", "if await load(page): break", "return page"],
)
def test_a_loop_that_can_be_left_is_not_blamed(change: str) -> None:
    """Its names are bound anew, something is called on them, or there is a way out."""
    assert nothing_said(
        Verdict.HUNG,
        f"""
        async def main():
            while page is not None and pages:
                {change}
        """,
        line=3,
    )


def test_a_loop_without_a_way_out_is_named() -> None:
    """A `break` of a loop inside is none of its own."""
    diagnosis = said(
        Verdict.HUNG,
        """
        def main():
            while True:  # <-
                for each in range(3):
                    break
        """,
        line=3,
    )
    assert diagnosis.sentence == "The loop at line 2 has no way out: nothing in it is a `break` or a `return`."
