"""What a check can ask of a submission, the world and the clock: it passes only if what it asserts is so."""

from textwrap import indent

import pytest

from tests.testing.conftest import Lab

# Name: the submission, and the body of a check of it.
CASES = {
    "a result": ("async def main(): return 3", "assert await submission.main() == 3"),
    "a plain function": ("def main(): return 3", "assert await submission.main() == 3"),
    "arguments": (
        "async def main(): ...\nasync def add(a, *, b): return a + b",
        "assert await submission.add([1], b=[2]) == [1, 2]",
    ),
    "a constant": ("LIMIT = 3\nasync def main(): ...", "assert submission.LIMIT == 3"),
    "an exception": (
        "async def main(): raise ValueError('no page')",
        "with pytest.raises(ValueError, match='no page'):\n    await submission.main()",
    ),
    "an exception of the submission's own": (
        "class Odd(Exception): ...\nasync def main(): raise Odd('so')",
        "with pytest.raises(Exception, match='Odd: so'):\n    await submission.main()",
    ),
    "a cancel made up by the submission does not cancel the check": (
        "import asyncio\nasync def main(): raise asyncio.CancelledError",
        "with pytest.raises(Exception, match='CancelledError'):\n    await submission.main()\nawait asyncio.sleep(1)",
    ),
    "an exit of the submission is no exit of the check": (
        "async def main(): raise SystemExit(2)",
        "with pytest.raises(Exception, match='SystemExit: 2'):\n    await submission.main()",
    ),
    "objects": (
        (
            "class Cache:\n    def __init__(self, size): self.size = size\n"
            "    async def get(self, key): return key * self.size\nasync def main(): ..."
        ),
        "cache = await submission.Cache(2)\nassert (await cache.get('k'), await cache.size) == ('kk', 2)",
    ),
    "an async generator": (
        "async def count(n):\n    for i in range(n): yield i\nasync def main(): ...",
        "assert [n async for n in submission.count(3)] == [0, 1, 2]",
    ),
    "a context manager": (
        (
            "from contextlib import asynccontextmanager\n@asynccontextmanager\nasync def opened(n):\n"
            "    print('open')\n    yield n\n    print('close')\nasync def main(): ..."
        ),
        (
            "async with submission.opened(5) as n:\n    assert n == 5\n"
            "assert [line for _, line in submission.printed] == ['open', 'close']"
        ),
    ),
    "an exception inside a context manager": (
        (
            "class Opened:\n    async def __aenter__(self): return self\n"
            "    async def __aexit__(self, kind, error, trace): print(kind.__name__)\nasync def main(): ..."
        ),
        (
            "with pytest.raises(KeyError):\n    async with submission.Opened():\n        raise KeyError(1)\n"
            "assert submission.printed == [(0.0, 'KeyError')]"
        ),
    ),
    "a callback into the world": (
        "async def main(): ...\nasync def twice(get): return [await get(1), await get(2)]",
        (
            "assert await submission.twice(world.download) == [world.page + '1', world.page + '2']\n"
            "assert [call.args for call in world.download.calls] == [(1,), (2,)]"
        ),
    ),
    "a handle of the world": (
        "from world import Shop\nasync def main(): return await Shop().buy('tea')",
        "assert await submission.main() == 'TEA'\nassert len(world.Shop.buy.calls) == 1",
    ),
    "a cancel by the check, with its clean-up": (
        (
            "import asyncio\nasync def main():\n    try:\n        await asyncio.sleep(9)\n    finally:\n"
            "        await asyncio.sleep(0.5)\n        print('clean')"
        ),
        (
            "with pytest.raises(TimeoutError):\n    await asyncio.wait_for(submission.main(), 1)\n"
            "assert (clock.now, submission.printed) == (1.5, [(1.5, 'clean')])"
        ),
    ),
    "many at once": (
        "from world import download\nasync def main(n=0): return await download(n)",
        (
            "await asyncio.gather(*(submission.main(n) for n in range(5)))\n"
            "assert (world.download.in_flight_max, clock.elapsed) == (5, 1.0)"
        ),
    ),
    "prints with their instants": (
        "import asyncio\nasync def main():\n    print('a')\n    await asyncio.sleep(0.25)\n    print('b', end='')",
        "await submission.main()\nassert submission.printed == [(0.0, 'a'), (0.25, 'b')]",
    ),
    "prints while it runs": (
        "import asyncio\nasync def main():\n    print('a')\n    await asyncio.sleep(1)\n    print('b')",
        (
            "running = asyncio.ensure_future(submission.main())\nawait asyncio.sleep(0.5)\n"
            "assert submission.printed == [(0.0, 'a')]\nawait running"
        ),
    ),
    "threads": (
        (
            "import threading\nasync def main():\n    try:\n        threading.Thread(target=print).start()\n"
            "    except RuntimeError: pass"
        ),
        "await submission.main()\nassert submission.threads == 2",
    ),
    "tasks left behind": (
        (
            "import asyncio\nasync def tick():\n    await asyncio.sleep(9)\nasync def main():\n"
            "    main.kept = asyncio.create_task(tick())"
        ),
        "await submission.main()\nassert submission.tasks_left == ['tick']",
    ),
    "the ledger of calls": (
        (
            "import asyncio\nfrom world import download\nasync def main():\n    await download(part=2)\n"
            "    try:\n        async with asyncio.timeout(0.5): await download()\n    except TimeoutError: pass"
        ),
        (
            "await submission.main()\nfirst, second = world.download.calls\n"
            "assert (first.args, first.started, first.finished, first.cancelled) == ((2,), 0.0, 1.0, None)\n"
            "assert (second.started, second.finished, second.cancelled) == (1.0, 1.5, 1.5)"
        ),
    ),
    "another data set": (
        "from world import download\nasync def main(): return await download()",
        "world.configure(title='News')\nassert await submission.main() == '<h1>News</h1>0'",
    ),
    "another data set comes too late": (
        "async def main(): ...",
        (
            "await submission.main()\nwith pytest.raises(RuntimeError, match='swap the two lines'):\n"
            "    world.configure(title='News')"
        ),
    ),
    "what the run did to the world": (
        "from world import download\nasync def main():\n    await download()\n    await download()",
        "assert world.visits == 0\nawait submission.main()\nassert world.visits == 2",
    ),
    "the world called by the check": (
        "async def main(): ...",
        "assert await world.download(7) == world.page + '7'\nassert clock.now == 1.0\nawait submission.main()",
    ),
    "the same run twice": (
        "count = 0\nasync def main():\n    global count\n    count += 1\n    return count",
        "assert [await submission.main(), await submission.main()] == [1, 2]",
    ),
    "a result that can be changed": (
        "async def main(): return {'a': [1]}",
        "result = await submission.main()\nresult['a'].append(2)\nassert result == {'a': [1, 2]}",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_check_can_ask_for(lab: Lab, case: str) -> None:
    """Twice in one file: what one check does is nothing to the next."""
    text, body = CASES[case]
    check = "async def test_{}(submission, world, clock):\n{}\n"
    lab.checks(check.format("once", indent(body, "    ")) + check.format("again", indent(body, "    ")))
    outcomes = [(check.verdict, check.message) for check in lab.written(lab.grade(text))]
    assert outcomes == [("passed", ""), ("passed", "")]


def test_a_name_that_is_missing_ends_the_check(lab: Lab) -> None:
    """With the verdict for it, and the nearest name."""
    lab.checks("async def test_helper(submission):\n    await submission.helper()")
    (check,) = lab.written(lab.grade("async def main(): ...\ndef helpers(): ..."))
    assert (check.verdict, check.message) == ("missing-entry", "your file has no `helper`. Did you mean `helpers`?")


def test_a_run_that_fails_in_a_check_has_its_own_verdict(lab: Lab) -> None:
    """A deadlock in one check is that check's, with its line."""
    lab.checks("async def test_stuck(submission):\n    await submission.stuck()")
    text = "import asyncio\nasync def main(): ...\nasync def stuck():\n    await asyncio.Event().wait()\n"
    (check,) = lab.written(lab.grade(text))
    assert (check.verdict, check.line) == ("deadlock", 4)
