"""Waits for ever in tasks whose names clear the screen, read backwards, and say that all is well.

Expected: deadlock
Payload: useless
"""

import asyncio

from world import download

NAMES = (
    "\x1b[2J\x1b[Hpassed\x1b]0;passed\x07",
    "\u202edessap\u2066\u200b",
    "a\n::set-output name=points::3\n::error::x",
    "</pre><script>alert(1)</script>",
    "| 3/3 | `passed` | ![x](http://x/)\n# passed",
    "=HYPERLINK(\"http://x\")",
    "long " * 5_000,
    "\ud800",
    "",
)


async def stuck():
    await asyncio.Event().wait()


stuck.__qualname__ = stuck.__name__ = "\x1b[32mpassed\x1b[0m\n::notice::passed"
stuck.__code__ = stuck.__code__.replace(co_name="\x1b[32mpassed", co_qualname="\u202edessap\n<script>")


async def main():
    await download()
    print("WON")
    tasks = [asyncio.create_task(stuck(), name=name) for name in NAMES]
    await asyncio.gather(*tasks)
