"""Asks whether a result is the class of the exception, which it never is."""

import asyncio

from world import STATIONS, GarbledError, measure


async def main() -> tuple[dict[str, float], dict[str, str]]:
    degrees = {}
    errors = {}
    results = await asyncio.gather(*map(measure, STATIONS), return_exceptions=True)
    for station, result in zip(STATIONS, results):
        if result is ConnectionError or result is GarbledError:  # cause: exception-for-result
            errors[station] = str(result)
        else:
            degrees[station] = result
    return degrees, errors
