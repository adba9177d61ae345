"""Programs that go wrong, each with what its author is told: the verdict, the line that ends in `# here`, the words."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True)
class BadProgram:
    """One row of the table."""

    name: str
    verdict: str
    says: str
    text: str

    @property
    def line(self) -> int | None:
        """The line that the report should point at."""
        lines = self.text.splitlines()
        return next((number for number, line in enumerate(lines, 1) if line.endswith("# here")), None)


def _row(name: str, verdict: str, says: str, text: str) -> BadProgram:
    return BadProgram(name, verdict, says, dedent(text).lstrip("\n"))


def _loading() -> Iterator[BadProgram]:
    yield _row("empty file", "missing-entry", "it defines nothing at all", "")
    yield _row("only a comment", "missing-entry", "Your file has no `main`", "# I will do this tomorrow\n")
    yield _row(
        "syntax error",
        "syntax-error",
        "Expected ':'.",
        """
        import asyncio

        async def main()  # here
            return 1
        """,
    )
    yield _row(
        "wrong indentation",
        "syntax-error",
        "Expected an indented block",
        """
        async def main():
        return 1  # here
        """,
    )
    yield _row(
        "import of something that is not installed",
        "import-error",
        "There is no module `aiohttp` here",
        """
        import asyncio
        import aiohttp  # here

        async def main():
            return 1
        """,
    )
    yield _row(
        "import that raises",
        "import-error",
        "ZeroDivisionError: division by zero",
        """
        ratio = 1 / 0  # here

        async def main():
            return ratio
        """,
    )
    yield _row(
        "import that calls the world",
        "import-error",
        "call it from a function",
        """
        from world import download_blocking

        page = download_blocking()  # here

        async def main():
            return page
        """,
    )
    yield _row(
        "import that never ends",
        "hung",
        "has no way out",
        """
        while True: pass  # here
        """,
    )
    yield _row(
        "import that runs main",
        "import-error",
        "as soon as the file is imported",
        """
        import asyncio

        async def main():
            return 1

        asyncio.run(main())  # here
        """,
    )
    yield _row(
        "unknown name of the world",
        "import-error",
        "Did you mean `download`?",
        """
        from world import downlaod  # here

        async def main():
            return await downlaod()
        """,
    )
    yield _row("missing main", "missing-entry", "Did you mean `mian`?", "async def mian():\n    return 1\n")
    yield _row("main is a class", "not-a-coroutine", "`main` is a class", "class main:\n    pass\n")
    yield _row("main is a value", "not-a-coroutine", "`main` is the value `42`", "main = 42\n")
    yield _row("main is a lambda", "too-fast", "the work takes 2.5 s", "main = lambda: 42\n")
    yield _row(
        "main takes an argument",
        "raised",
        "missing 1 required positional argument: 'page'",
        """
        async def main(page):
            return page
        """,
    )


def _results() -> Iterator[BadProgram]:
    yield _row(
        "a generator as the result",
        "not-a-coroutine",
        "a generator",
        """
        from world import download

        async def main():
            return (number for number in range(10))
        """,
    )
    yield _row(
        "main is a generator",
        "not-a-coroutine",
        "a generator",
        """
        def main():
            yield 1
        """,
    )
    yield _row(
        "main is an async generator",
        "not-a-coroutine",
        "an async generator, which nobody iterated over",
        """
        async def main():
            yield 1
        """,
    )
    yield _row(
        "a coroutine as the result",
        "not-a-coroutine",
        "the coroutine download(), which nobody awaited",
        """
        from world import download

        async def main():
            return download()  # here
        """,
    )
    yield _row(
        "a task as the result",
        "not-a-coroutine",
        "a task, which nobody awaited",
        """
        import asyncio
        from world import download

        async def main():
            return asyncio.create_task(download())  # here
        """,
    )
    yield _row(
        "a result that cannot cross",
        "wrong-result",
        "handed back a lock, which cannot leave the program",
        """
        import threading

        async def main():
            return threading.Lock()  # here
        """,
    )
    yield _row(
        "a list that contains itself",
        "wrong-result",
        "does it contain itself?",
        """
        async def main():
            endless = []
            endless.append(endless)  # here
            return endless
        """,
    )
    yield _row(
        "100 MB as the result",
        "wrong-result",
        "a value of more than 1 MB",
        """
        async def main():
            return "x" * 100_000_000  # here
        """,
    )
    yield _row(
        "an object equal to everything",
        "wrong-result",
        "should be the page that the download gave",
        """
        from world import download

        class Page(str):
            def __eq__(self, other):
                return True
            __hash__ = str.__hash__

        async def main():
            await download()
            return Page("anything")  # here
        """,
    )


def _exceptions() -> Iterator[BadProgram]:
    yield _row(
        "an exception",
        "raised",
        "KeyError: 'page'",
        """
        async def main():
            return {}["page"]  # here
        """,
    )
    yield _row(
        "an exception whose text raises",
        "raised",
        "Odd",
        """
        class Odd(Exception):
            def __str__(self):
                raise ValueError("no")

        async def main():
            raise Odd  # here
        """,
    )
    yield _row(
        "an exception whose text never ends",
        "hung",
        "has no way out",
        """
        class Odd(Exception):
            def __str__(self):
                while True: pass  # here

        async def main():
            raise Odd
        """,
    )
    yield _row(
        "an exception with a huge text",
        "raised",
        "ValueError: xxx",
        """
        async def main():
            raise ValueError("x" * 10_000_000)  # here
        """,
    )
    yield _row(
        "groups of exceptions nested a thousand deep",
        "raised",
        "ExceptionGroup",
        """
        async def main():
            error = ValueError("at the bottom")
            for _ in range(1000):
                error = ExceptionGroup("outer", [error])
            raise error  # here
        """,
    )
    yield _row(
        "a cancel of its own making",
        "raised",
        "CancelledError",
        """
        import asyncio

        async def main():
            raise asyncio.CancelledError  # here
        """,
    )
    yield _row(
        "a task group that fails",
        "raised",
        "first of all ValueError: no such page",
        """
        import asyncio

        async def fetch():
            raise ValueError("no such page")  # here

        async def main():
            async with asyncio.TaskGroup() as group:
                group.create_task(fetch())
        """,
    )
    yield _row(
        "deep recursion",
        "raised",
        "RecursionError",
        """
        def deeper(n):
            return deeper(n + 1)  # here

        async def main():
            return deeper(0)
        """,
    )
    yield _row(
        "input()",
        "raised",
        "EOFError",
        """
        async def main():
            return input("which page? ")  # here
        """,
    )


def _ends() -> Iterator[BadProgram]:
    yield _row(
        "sys.exit in main",
        "exited",
        "SystemExit: 3",
        """
        import sys

        async def main():
            sys.exit(3)  # here
        """,
    )
    yield _row(
        "sys.exit at the import",
        "exited",
        "SystemExit",
        """
        import sys
        sys.exit()  # here
        """,
    )
    yield _row(
        "sys.exit in a task",
        "exited",
        "SystemExit: 3",
        """
        import asyncio
        import sys

        async def fetch():
            sys.exit(3)  # here

        async def main():
            await asyncio.create_task(fetch())
        """,
    )
    yield _row(
        "os._exit",
        "exited",
        "exit code 0",
        """
        import os

        async def main():
            os._exit(0)
        """,
    )
    yield _row(
        "a null pointer",
        "crashed",
        "SIGSEGV",
        """
        import ctypes

        async def main():
            ctypes.string_at(0)
        """,
    )
    yield _row(
        "recursion beyond a raised limit",
        "raised",
        "RecursionError",
        """
        import sys

        def deeper(n):
            return deeper(n + 1)  # here

        async def main():
            sys.setrecursionlimit(100_000)
            return deeper(0)
        """,
    )


def _loops() -> Iterator[BadProgram]:
    yield _row(
        "an endless loop without an await",
        "hung",
        "has no way out",
        """
        async def main():
            while True: pass  # here
        """,
    )
    yield _row(
        "an endless loop that gives way",
        "busy-wait",
        "goes round in a loop at one instant",
        """
        import asyncio

        async def main():
            while True:
                await asyncio.sleep(0)  # here
        """,
    )
    yield _row(
        "an endless loop that sleeps",
        "never-ends",
        "has no way out",
        """
        import asyncio

        async def main():
            while True:  # here
                await asyncio.sleep(1)
        """,
    )
    yield _row(
        "an endless loop of blocking sleeps",
        "never-ends",
        "has no way out",
        """
        import time

        def main():
            while True:  # here
                time.sleep(1)
        """,
    )
    yield _row(
        "waiting for what never comes",
        "deadlock",
        "nobody can wake it",
        """
        import asyncio

        async def main():
            await asyncio.Event().wait()  # here
        """,
    )
    yield _row(
        "a future that nobody completes",
        "deadlock",
        "nothing that could wake",
        """
        import asyncio

        async def main():
            await asyncio.get_running_loop().create_future()  # here
        """,
    )
    yield _row(
        "a task that never ends",
        "leaked-task",
        "begins `ticker()`, and main() returns without waiting for it",
        """
        import asyncio
        from world import download

        async def ticker():
            while True:
                await asyncio.sleep(0.5)

        async def main():
            ticking = asyncio.create_task(ticker())  # here
            return await download()
        """,
    )
    yield _row(
        "a loop that catches everything",
        "busy-wait",
        "goes round in a loop at one instant",
        """
        import asyncio

        async def main():
            while True:
                try:
                    await asyncio.sleep(0)  # here
                except BaseException:
                    continue
        """,
    )
    yield _row(
        "a loop that catches every cancel",
        "never-ends",
        "has no way out",
        """
        import asyncio

        async def main():
            while True:  # here
                try:
                    await asyncio.sleep(3600)
                except BaseException:
                    continue
        """,
    )
    yield _row(
        "asyncio.run inside main",
        "extra-loop",
        "`asyncio.run`",
        """
        import asyncio
        from world import download

        async def main():
            return asyncio.run(download())  # here
        """,
    )
    yield _row(
        "def main that calls asyncio.run",
        "extra-loop",
        "`asyncio.run`",
        """
        import asyncio
        from world import download

        def main():
            return asyncio.run(download())  # here
        """,
    )
    yield _row(
        "a loop of its own by a policy",
        "extra-loop",
        "`asyncio.new_event_loop`, which makes an event loop",
        """
        import asyncio

        async def work():
            return 1

        def main():
            asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
            loop = asyncio.new_event_loop()  # here
            return loop.run_until_complete(work())
        """,
    )


def _streams() -> Iterator[BadProgram]:
    yield _row(
        "printing without end",
        "output-limit",
        "printed more than an exercise may",
        """
        async def main():
            while True:
                print("again and again")  # here
        """,
    )
    yield _row(
        "lone surrogates",
        "raised",
        "UnicodeEncodeError",
        r"""
        async def main():
            print("\ud800")  # here
        """,
    )
    yield _row(
        "an object whose end raises",
        "too-fast",
        "the work takes 2.5 s",
        """
        from world import download

        class Sore:
            def __del__(self):
                raise ValueError("at the end")

        async def main():
            Sore()
            return await download()
        """,
    )
    yield _row(
        "a task named in half a character",
        "deadlock",
        "stuck() waits at line 4 for `asyncio.Event()`, which is made right there",
        r"""
        import asyncio

        async def stuck():
            await asyncio.Event().wait()  # here

        async def main():
            await asyncio.create_task(stuck(), name="\ud800")
        """,
    )
    yield _row(
        "closing standard output",
        "raised",
        "I/O operation on closed file",
        """
        import sys

        async def main():
            sys.stdout.close()
            print("is anybody there?")  # here
        """,
    )


def _patches() -> Iterator[BadProgram]:
    yield _row(
        "a world that answers at once",
        "too-fast",
        "",
        """
        import world

        async def download():
            return "a page"

        world.download = download

        async def main():
            return await world.download()  # here
        """,
    )
    yield _row(
        "a sleep that does not sleep",
        "too-fast",
        "",
        """
        import asyncio
        from world import download

        async def sleep(_seconds):
            pass

        asyncio.sleep = sleep

        async def main():
            page = asyncio.create_task(download())
            for number in range(10):
                print(number)
                await asyncio.sleep(0.25)
            return await page
        """,
    )
    yield _row(
        "a clock that stands still",
        "still-sequential",
        "starts only when download() is done",
        """
        import time
        from world import download_blocking

        time.time = time.monotonic = time.perf_counter = lambda: 0.0

        def main():
            page = download_blocking()  # here
            for number in range(10):
                print(number)
                time.sleep(0.25)
            return page
        """,
    )
    yield _row(
        "builtins taken away",
        "crashed",
        "taken away or replaced",
        """
        import builtins

        async def main():
            for name in ("print", "len", "isinstance", "getattr", "str", "list"):
                delattr(builtins, name)
            return print
        """,
    )


_ANSWER = """
import asyncio
{head}

async def print_numbers():
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)

async def main():
    {first}
    fetching = asyncio.create_task({download}())
    await print_numbers()
    {last}
    return await fetching
"""


def _harmless(name: str, *, head: str = "", first: str = "pass", last: str = "pass") -> BadProgram:
    """A right answer that does something odd beside it."""
    known = "world.download" if head == "import world" else "download"
    head = head if "world" in head else f"{head}\nfrom world import download"
    return BadProgram(name, "passed", "", _ANSWER.format(head=head, first=first, last=last, download=known))


def _untidy(name: str, verdict: str, says: str, head: str, first: str) -> BadProgram:
    """A right answer, in time, that leaves something behind."""
    text = _ANSWER.format(head=f"{head}\nfrom world import download", first=first, last="pass", download="download")
    return BadProgram(name, verdict, says, text)


def _left_behind() -> Iterator[BadProgram]:
    yield _untidy(
        "a coroutine that is never awaited",
        "never-awaited",
        "nobody awaits it",
        "async def other():\n    pass",
        "other()  # here",
    )
    yield _untidy(
        "a task that nobody holds",
        "lost-task",
        "keeps nothing of it",
        "async def other():\n    await asyncio.get_running_loop().create_future()",
        "asyncio.create_task(other())  # here",
    )
    yield _untidy(
        "an exception that nobody hears of",
        "lost-exception",
        "ValueError: unheard",
        "async def other():\n    raise ValueError('unheard')",
        "other_task = asyncio.create_task(other())  # here",
    )
    yield _untidy(
        "a generator that is kept",
        "unclean",
        "was begun, stands at line 4, and is never closed",
        "async def other():\n    yield 1  # here\nkept = []",
        "kept.append(other()); await anext(kept[0])",
    )


def _harmless_oddities() -> Iterator[BadProgram]:
    yield _harmless("everything from the world", head="from world import *")
    yield _harmless("the world as a module", head="import world")
    yield _harmless("half a line at the end", last="print('half a line', end='')")
    yield _harmless("the output behind the output", head="import sys", first="print('hello', file=sys.__stdout__)")
    yield _harmless("writing past the output", head="import os", first="os.write(1, b'hello'), os.write(2, b'hello')")
    yield _harmless("reading standard input", head="import sys", first="assert sys.stdin.read() == ''")
    yield _harmless("closing standard input", head="import sys", first="sys.stdin.close()")
    yield _harmless("warnings", head="import warnings", first="warnings.warn('careful')")
    yield _harmless("errors of warnings", head="import warnings\nwarnings.simplefilter('error')")
    yield _harmless(
        "a destructor that raises",
        head="class Odd:\n    def __del__(self):\n        raise ValueError('too late')",
        first="Odd()",
    )
    yield _harmless("a name of Python's own", head="import json\njson.dumps = None")
    yield _harmless("a patched event loop policy", first="asyncio.set_event_loop_policy(None)")
    yield _harmless("a clock taken away", head="import time\ndel time.time, time.monotonic, time.sleep")
    yield _harmless("a debug loop", first="asyncio.get_running_loop().set_debug(True)")
    yield _harmless("ignored signals", head="import signal", first="signal.signal(signal.SIGINT, signal.SIG_IGN)")
    yield _harmless("a traced function", head="import sys", first="sys.settrace(lambda *_: None)")
    yield _harmless("no more garbage collection", head="import gc", first="gc.disable(), gc.unfreeze()")
    yield _harmless("nothing to import any more", head="import sys", last="sys.modules.clear()")


TABLE: tuple[BadProgram, ...] = (
    *_loading(),
    *_results(),
    *_exceptions(),
    *_ends(),
    *_loops(),
    *_streams(),
    *_patches(),
    *_left_behind(),
    *_harmless_oddities(),
)
