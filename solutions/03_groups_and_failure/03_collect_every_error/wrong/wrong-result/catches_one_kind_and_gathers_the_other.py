"""Catches one kind of exception, and throws away the list that holds the other."""

import asyncio

from world import STATIONS, measure


async def main() -> tuple[dict[str, float], dict[str, str]]:
    degrees: dict[str, float] = {}
    errors: dict[str, str] = {}

    async def ask(station: str) -> None:
        try:
            degrees[station] = await measure(station)
        except ConnectionError as error:  # cause: exception-dropped
            errors[station] = str(error)

    await asyncio.gather(*map(ask, STATIONS), return_exceptions=True)  # cause
    return degrees, errors
