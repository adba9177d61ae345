"""Other results, in another order, or from an exception."""

import pytest

from grader.model.trace import TracedPrint
from grader.model.verdict import Verdict
from tests.explain.diagnoses.cases import nothing_said, run, said, stretch

GIVEN = """
from world import find_order_blocking, find_user_blocking
def main():
    user = find_user_blocking(EMAIL)
    return find_order_blocking(user)
"""


@pytest.mark.parametrize(
    ("program", "fact", "cause"),
    [
        ("async def main():  # <-\n    await fetch()", "main() should return the page", "nothing-returned"),
        (
            "async def main():\n    return tasks  # <-",
            "your function handed back a Task, inside a list",
            "tasks-returned",
        ),
        ("PREDICTION = 3  # <-\nasync def main():\n    return 1", "PREDICTION says 3 s", "constant-otherwise"),
        (
            "async def main():\n    return 'broken: index'  # <-",
            "with the head broken, main() should say so",
            "written-down",
        ),
        (
            """
            async def main():
                avatar, invoice = await gather(latest_invoice(), picture())  # <-
                return 1
            """,
            "expected {} from main(), and got {}",
            "names-swapped",
        ),
        (
            """
            async def read(page):
                global text
                text = await fetch(page)  # <-
            async def main():
                return [text]
            """,
            "main() should return eight texts",
            "one-name-for-all",
        ),
        (
            """
            async def main():
                for feed in FEEDS:
                    task.add_done_callback(lambda t: show(feed))  # <-
                return 1
            """,
            "there is no line of the ferries",
            "name-read-later",
        ),
        (
            """
            async def attempt(mirror):
                try:
                    return await ask(mirror)
                except OSError as error:
                    return str(error)  # <-
            async def main():
                return await attempt(1)
            """,
            "main() returned 'down'",
            "exception-for-result",
        ),
        (
            """
            async def main():
                try:
                    return await ask()
                except ExceptionGroup as group:
                    return f'broken: {group}'  # <-
            """,
            "main() should return 'broken: index'",
            "group-for-its-member",
        ),
        (
            """
            async def main():
                try:
                    return await ask()
                except Exception:  # <-
                    return ''
            """,
            "main() should return 'broken: index'; it returned ''",
            "exception-dropped",
        ),
        (
            """
            async def main():
                got = asyncio.as_completed(asks)
                return [name for name, one in zip(NAMES, got)]  # <-
            """,
            "there is no line of the ferries",
            "paired-by-arrival",
        ),
    ],
)
def test_what_led_to_another_result(program: str, fact: str, cause: str) -> None:
    """By the shape that the line has."""
    returned = None if cause == "nothing-returned" else "another"
    assert said(Verdict.WRONG_RESULT, program, fact, returned=returned).cause == cause


@pytest.mark.parametrize(
    ("argument", "cause"), [("EMAIL", "step-without-its-input"), ("7342", "written-down"), ("user", None)]
)
def test_a_step_needs_what_the_given_program_hands_it(argument: str, cause: str | None) -> None:
    """Something else, or something written down, is the cause; the same is none."""
    mark = "  # <-" if cause else ""
    program = f"async def main():\n    user = await find_user(EMAIL)\n    await find_order({argument}){mark}"
    if cause is None:
        assert nothing_said(Verdict.WRONG_RESULT, program, "", stub=GIVEN, returned=1)
    else:
        assert said(Verdict.WRONG_RESULT, program, "", stub=GIVEN, returned=1).cause == cause


def test_without_anything_to_recognise_the_line_that_returned_it_is_named() -> None:
    """Of several, the one that fits the value."""
    diagnosis = said(
        Verdict.WRONG_RESULT,
        """
        async def main():
            if broken:
                return f"broken: {part}"  # <-
            return [text for text in texts]
        """,
        "expected 'fine' from main(), and got 'broken: head'",
        returned="broken: head",
    )
    assert diagnosis.cause == "returned-otherwise"
    assert diagnosis.sentence.endswith("What is returned comes from line 3.")


def test_a_value_that_one_function_makes_for_each_is_told_where_it_is_made() -> None:
    """The entry only hands it on."""
    diagnosis = said(
        Verdict.WRONG_RESULT,
        """
        async def picture(photo):
            return await download(photo)  # <-
        async def main():
            return await asyncio.gather(*map(picture, PHOTOS))
        """,
        "the picture of harbour is not in what main() returned",
        returned=["negative"],
    )
    assert diagnosis.sentence.endswith("The value is made at line 2.")


FILLING = """
async def walk(folder, names):
    for inner in await list_folder(folder):
        names.append(inner){arrow}
        await walk(inner, names)
async def main():
    found = []{more}
    await walk(ROOT, found)
    return found{mark}
"""


def test_what_begins_empty_is_told_where_it_is_filled() -> None:
    """The line that returns a list says less than the one line that puts something into it, by whatever name."""
    program = FILLING.format(arrow="  # <-", more="", mark="")
    diagnosis = said(Verdict.WRONG_RESULT, program, "main() should return all folders", returned=["a"])
    assert diagnosis.cause == "returned-otherwise"
    assert diagnosis.sentence.endswith("What is returned is filled at line 3.")


def test_of_several_lines_that_fill_none_is_preferred() -> None:
    """Any of them may be the wrong one, so it is said where the list is returned."""
    program = FILLING.format(arrow="", more="\n    found.append(ROOT)", mark="  # <-")
    said(Verdict.WRONG_RESULT, program, "main() should return all folders", returned=["a"])


def test_what_is_printed_otherwise_is_told_where_it_is_printed() -> None:
    """With an example."""
    printed = (TracedPrint("main", 2, 0.0, "Ada answered"),)
    program = """
        async def main():
            print("Ada answered")  # <-
        """
    diagnosis = said(
        Verdict.WRONG_RESULT,
        program,
        "Ada answered, and the answer was not printed",
        trace=run(prints=printed),
        returned=0,
    )
    assert diagnosis.cause == "printed-otherwise"


@pytest.mark.parametrize(
    ("program", "cause"),
    [
        ("for task in asyncio.as_completed(asks):\n    book.append(await task)  # <-", "order-of-arrival"),
        ("async def read(page):\n    book.append(await fetch(page))  # <-", "order-of-arrival"),
        ("done, _ = await asyncio.wait(tasks)\nreturn [task.result() for task in done]  # <-", "order-of-a-set"),
        ("QUICK = ('weather', 'buses', 'market')  # <-", "order-written-down"),
        ("while waiting:\n    video = waiting.pop()  # <-", "wrong-end"),
        ("queue = asyncio.LifoQueue()  # <-", "wrong-end"),
        ("return sorted(lines)  # <-", "order-changed"),
    ],
)
def test_what_led_to_another_order(program: str, cause: str) -> None:
    """Arrival, a set, what was written down, the wrong end, or sorting."""
    inside = (
        program
        if program.startswith(("async", "QUICK"))
        else "async def main():\n    " + program.replace("\n", "\n    ")
    )
    assert said(Verdict.WRONG_ORDER, inside, "the lines should be in another order").cause == cause


@pytest.mark.parametrize(
    ("line", "fact", "cause"),
    [
        ("await asyncio.gather(tasks)", "TypeError: unhashable type: 'list'", "list-for-arguments"),
        ("await asyncio.wait(pending)", "ValueError: Set of Tasks/Futures is empty.", "waits-for-nothing"),
        ("task.result()", "InvalidStateError: Result is not set.", "result-too-early"),
        (
            "asyncio.create_task(upload)",
            "TypeError: a coroutine was expected, got <function upload>",
            "function-not-called",
        ),
        (
            "with places: pass",
            "TypeError: 'Semaphore' object does not support the context manager protocol",
            "with-without-async",
        ),
        (
            "async for a in source: pass",
            "RuntimeError: anext(): asynchronous generator is already running",
            "generator-shared",
        ),
        ("return await ask()", "ConnectionError: Arber is silent", "failure-not-expected"),
    ],
)
def test_exceptions_whose_text_is_no_help(line: str, fact: str, cause: str) -> None:
    """Each told in the words of what was meant."""
    assert said(Verdict.RAISED, f"async def main():\n    {line}  # <-", fact, 2).cause == cause


def test_except_for_what_a_group_holds() -> None:
    """The group comes out, and the line of the `except` is the cause."""
    diagnosis = said(
        Verdict.RAISED,
        """
        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(download())
            except BrokenError:  # <-
                return "broken"
        """,
        "ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception), first of all BrokenError: index",
        3,
    )
    assert diagnosis.cause == "group-not-caught"
    assert "except* BrokenError" in diagnosis.hint


def test_a_task_handed_on_for_its_result() -> None:
    """Named where it is handed on."""
    program = """
        async def main():
            station = asyncio.create_task(find_station(PLACE))
            return await read_forecast(station)  # <-
        """
    diagnosis = said(
        Verdict.RAISED, program, "TypeError: the world takes plain data and its own objects, not a Task", 3
    )
    assert diagnosis.cause == "task-for-its-result"


def test_an_exception_of_the_learners_own_is_left_to_its_own_words() -> None:
    """A KeyError says what it is."""
    assert nothing_said(Verdict.RAISED, "async def main():\n    return {}[1]", "KeyError: 1", 2)


def test_a_line_printed_behind_a_wait_for_all() -> None:
    """Both the print and the wait are shown."""
    diagnosis = said(
        Verdict.LATE_OUTPUT,
        """
        async def main():
            news = await asyncio.gather(*map(fetch, FEEDS))
            for each in news:
                print(each)  # <-
        """,
        trace=run(stretch(0, 2.5, 2), prints=(TracedPrint("main", 4, 2.5, "news"),)),
    )
    assert diagnosis.cause == "output-held-back"
    assert "Line 2 waits until all of them are there, and line 4 prints them only then, at 2.5 s." in diagnosis.sentence


def test_the_order_of_arrival_is_no_reason_where_order_was_not_asked() -> None:
    """What is wrong then is what the results are."""
    diagnosis = said(
        Verdict.WRONG_RESULT,
        """
        async def main():
            return [await each for each in asyncio.as_completed(tasks)]  # <-
        """,
        "main() should return three names",
        returned=["a", "b"],
    )
    assert diagnosis.cause == "returned-otherwise"


def test_a_method_that_is_called_is_not_the_one_handed_back() -> None:
    """Only the one without parentheses is named."""
    diagnosis = said(
        Verdict.WRONG_RESULT,
        """
        async def main():
            first = task.result()
            return [first, other.result]  # <-
        """,
        "your function handed back the function result, inside a list, which cannot leave the program",
    )
    assert diagnosis.sentence.startswith("Line 3 names `other.result` and does not call it")


def test_a_type_that_is_compared_with_a_class_is_no_mistake() -> None:
    """That can be true, so the exceptions came another way."""
    diagnosis = said(
        Verdict.WRONG_RESULT,
        """
        async def main():
            found = await asyncio.gather(*calls, return_exceptions=True)  # <-
            return [each for each in found if type(each) is not ValueError or type(each) is ConnectionError]
        """,
        "among the answers is an exception",
        returned=[ValueError()],
    )
    assert diagnosis.cause == "exception-for-result"
    assert "With `return_exceptions=True`" in diagnosis.sentence


def test_a_list_of_alike_results_is_what_gather_is_for() -> None:
    """Then nothing had to be taken out of it."""
    diagnosis = said(
        Verdict.WRONG_RESULT,
        """
        async def main():
            return await asyncio.gather(load(1), load(2))  # <-
        """,
        "the pages should be in order",
        returned=["b", "a"],
    )
    assert diagnosis.cause == "returned-otherwise"


def test_a_name_that_a_function_binds_itself_is_its_own() -> None:
    """However often a loop around it uses the same name."""
    diagnosis = said(
        Verdict.WRONG_RESULT,
        """
        async def main():
            for page in PAGES:
                queue.put_nowait(page)
            async def worker():
                page = await queue.get()
                return await load(page)  # <-
            return await worker()
        """,
        "main() should return a page",
    )
    assert diagnosis.cause == "returned-otherwise"
