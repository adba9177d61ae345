"""Whatever may be written, printed and returned, to be shown and never obeyed."""

import asyncio

from world import download


async def données_à_charger():
    print("<script>alert(1)</script>")
    print("\x1b[2J\x1b[31m::error::red \u202eesrever")
    print("| `table` | [a link](https://example.org) | @everyone | $x$ ##[group]")
    return await download()


async def main():
    await asyncio.gather(données_à_charger(), asyncio.sleep(2.5))
    return "</td></table><img src=x onerror=alert(1)> ``` \x00 界" + "x" * 3000
