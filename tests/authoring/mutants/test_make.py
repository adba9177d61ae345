"""Mutants: what each operator makes of a program."""

from textwrap import dedent

import pytest

from grader.authoring.mutants.make import make_mutants, padded


def mutants(code: str, *world: str) -> dict[str, str]:
    """The mutants of a program, by name, as they read without what was put at their top."""
    return {m.name: m.text for m in make_mutants(dedent(code), frozenset(world))}


MADE = {
    "drop-await": ("await fetch()", "fetch()"),
    "await-at-creation": ("task = create_task(fetch())", "task = await _awaited_at_once(create_task(fetch()))"),
    "never-start": ("task = create_task(fetch())", "task = fetch()"),
    "run-in-turn": ("await gather(one(), two())", "[await one(), await two()]"),
    "swap-arguments": ("pages = await gather(one(), two())", "pages = await gather(two(), one())"),
    "block": ("await asyncio.sleep(1)", "time.sleep(1)"),
    "drop-shield": ("await shield(write())", "await write()"),
    "drop-cancel": ("task.cancel()", "pass"),
    "drop-call": ("print(1)", "pass"),
    "drop-update": ("total += 1", "pass"),
    "unbound": ("queue = asyncio.Queue(3)", "queue = asyncio.Queue(1000000)"),
    "one-more": ("queue = asyncio.Queue(3)", "queue = asyncio.Queue(4)"),
    "one-less": ("queue = asyncio.Queue(3)", "queue = asyncio.Queue(2)"),
    "twice": ("delay = 0.5", "delay = 1.0"),
    "half": ("delay = 0.5", "delay = 0.25"),
    "ask-twice": ("page = await fetch()", "page = (await fetch(), await fetch())[1]"),
    "return-nothing": ("return page", "return None"),
    "return-in-a-list": ("return page", "return [page]"),
    "lose-result": ("page = await fetch()", "await fetch()\n    page = None"),
    "skip-one": ("pages = [fetch() for each in all]", "pages = [fetch() for each in list(all)[1:]]"),
    "negate": ("page = 1 if ready else 2", "page = 1 if not ready else 2"),
    "turn-comparison": ("ready = count < limit", "ready = count <= limit"),
}


@pytest.mark.parametrize("operator", MADE)
def test_operator_changes_one_line(operator: str) -> None:
    """Each operator makes of a line what its name says."""
    line, changed = MADE[operator]
    made = mutants(f"async def main(page=None):\n    {line}\n", "fetch", "fetch_blocking")
    assert f"    {changed}\n" in made[f"{operator}: {line}"]


def test_blocking_twin_of_the_world_takes_the_place_of_the_wait() -> None:
    """Where the world has a blocking twin, using it is a mistake that learners make."""
    made = mutants("async def main():\n    return await fetch(1)\n", "fetch", "fetch_blocking")
    text = made["block: return await fetch(1)"]
    assert text.startswith("from world import fetch_blocking\n")
    assert "return fetch_blocking(1)" in text


@pytest.mark.parametrize(
    "line",
    [
        "places = asyncio.Semaphore(MOST)",
        "queue = asyncio.Queue(maxsize=MOST)",
        "workers = [work() for _ in range(MOST)]",
    ],
)
def test_limit_that_the_world_names_is_one_more_or_less(line: str) -> None:
    """A limit is off by one whether it is written as a number or as a name; other names are no limits."""
    made = mutants(f"async def main():\n    {line}\n    pages = load(PAGES)\n", "MOST", "PAGES", "load")
    changed = {name: text for name, text in made.items() if name.startswith("one-")}
    assert changed.keys() == {f"one-more: {line}", f"one-less: {line}"}
    assert line.replace("MOST", "MOST + 1") in changed[f"one-more: {line}"]


def test_task_that_is_not_kept_is_not_awaited_either() -> None:
    """Dropping a task takes its await along, or the mutant would only be a NameError."""
    made = mutants("async def main():\n    task = create_task(fetch())\n    await other()\n    await task\n")
    assert "    create_task(fetch())\n    await other()\n    pass\n" in made["do-not-keep: task = create_task(fetch())"]


@pytest.mark.parametrize("keep", ["add", "append"])
def test_task_that_a_collection_holds_is_let_go(keep: str) -> None:
    """It is made, and nobody holds it."""
    made = mutants(f"async def main(tasks):\n    tasks.{keep}(create_task(fetch()))\n", "fetch")
    assert (
        made[f"do-not-keep: tasks.{keep}(create_task(fetch()))"] == "async def main(tasks):\n    create_task(fetch())\n"
    )


def test_sleep_by_its_own_name_blocks_too() -> None:
    """However it was imported; a sleep of the world's is another."""
    text = "async def main():\n    await sleep(2)\n"
    assert "time.sleep(2)" in mutants(text)["block: await sleep(2)"]
    assert "block: await sleep(2)" not in mutants(text, "sleep")


def test_task_whose_result_is_used_is_kept() -> None:
    """Where the task is needed otherwise, not keeping it is no mistake that anybody makes."""
    made = mutants("async def main():\n    task = create_task(fetch())\n    return await task\n")
    assert not [name for name in made if name.startswith("do-not-keep")]


def test_results_that_nobody_takes_have_no_order() -> None:
    """To wait for several in another order is no mistake."""
    made = mutants("async def main():\n    await gather(*tasks)\n")
    assert not [name for name in made if name.startswith("swap-arguments")]


LOCKED = """
    async def main():
        await before()
        async with lock:
            first()
            last()
        await after()
"""


@pytest.mark.parametrize(
    ("operator", "body"),
    [
        ("drop-with", "await before()\n    first()\n    last()\n    await after()"),
        ("move-first-out", "await before()\n    first()\n    async with lock:\n        last()\n    await after()"),
        ("move-last-out", "await before()\n    async with lock:\n        first()\n    last()\n    await after()"),
        (
            "move-in-before",
            "pass\n    async with lock:\n        await before()\n        first()\n        last()\n    await after()",
        ),
        (
            "move-in-after",
            "await before()\n    async with lock:\n        first()\n        last()\n        await after()\n    pass",
        ),
    ],
)
def test_work_moves_out_of_a_lock_and_into_it(operator: str, body: str) -> None:
    """Work next to the edge of a lock is tried on its other side."""
    made = mutants(LOCKED)
    (text,) = [text for name, text in made.items() if name.startswith(f"{operator}: ")]
    assert text == f"\nasync def main():\n    {body}\n".lstrip("\n")


def test_what_takes_no_time_may_stand_inside_a_block() -> None:
    """A list that is made, or a line that is put together, inside the block in place of beside it is no mistake."""
    made = mutants(
        "async def main():\n    found = []\n    async with lock:\n        await work(found)\n    found.sort()\n"
    )
    assert not [name for name in made if name.startswith("move-in")]


@pytest.mark.parametrize(("entered", "behind"), [("lock", "burn(1.0)"), ("TaskGroup() as group", "found.sort()")])
def test_what_may_not_stand_inside_a_block_is_tried_there(entered: str, behind: str) -> None:
    """What computes behind a lock, and whatever needs that all tasks of a group are done."""
    made = mutants(f"async def main():\n    async with {entered}:\n        await work(found)\n    {behind}\n", "burn")
    assert f"move-in-after: {behind}" in made


CLEANING = """
    async def main():
        try:
            await work()
        except OSError:
            note()
        finally:
            close()
"""


@pytest.mark.parametrize(
    ("name", "gone", "there"),
    [
        ("drop-finally: try:", "finally", "except OSError"),
        ("widen-to-Exception: except OSError:", "OSError", "except Exception"),
        ("widen-to-BaseException: except OSError:", "OSError", "except BaseException"),
    ],
)
def test_clean_up_and_handlers_are_spoilt(name: str, gone: str, there: str) -> None:
    """A `finally` goes, an `except` catches too much."""
    text = mutants(CLEANING)[name]
    assert gone not in text
    assert there in text


def test_same_program_is_no_mutant() -> None:
    """What comes out as another mutant, as the program itself, or as no program at all is left out."""
    made = make_mutants("import asyncio\n\n\nasync def main():\n    print(1)\n    return None\n", frozenset())
    assert [mutant.name for mutant in made] == ["drop-call: print(1)", "one-more: print(1)", "one-less: print(1)"]


def test_equal_names_are_numbered() -> None:
    """Two changes of one kind at lines that read alike are told apart."""
    made = mutants("async def main():\n    print()\n    print()\n")
    assert list(made) == ["drop-call: print()", "drop-call: print() #2"]


def test_main_part_and_imports_stay() -> None:
    """What the grader never runs is not changed."""
    code = 'import asyncio\n\nif __name__ == "__main__":\n    asyncio.run(main(1))\n'
    assert mutants(code) == {}


def test_padded_mutant_sleeps_at_its_end() -> None:
    """Who skipped work may wait until nobody notices by the clock."""
    (mutant,) = make_mutants("async def main():\n    work()\n", frozenset())
    pad = padded(mutant, "main", 0.5)
    assert pad.name == "drop-call: work(), then sleep"
    assert "await asyncio.sleep(0.5)" in pad.text
    assert "async def _hurried()" in pad.text
