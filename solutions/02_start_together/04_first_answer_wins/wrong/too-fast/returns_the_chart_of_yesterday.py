"""Asks nobody: there is still a chart from yesterday."""

import asyncio


async def main() -> str:  # cause
    return "sea chart no. 961, from Porto"  # cause: call-missing


if __name__ == "__main__":
    print(asyncio.run(main()))
