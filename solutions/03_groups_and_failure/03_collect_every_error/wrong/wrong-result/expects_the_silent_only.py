"""Filters by one kind of exception, and another stays among the temperatures."""

import asyncio

from world import STATIONS, measure


async def main():
    answers = dict(zip(STATIONS, await asyncio.gather(*map(measure, STATIONS), return_exceptions=True)))
    errors = {
        s: str(answer)
        for s, answer in answers.items()
        if isinstance(answer, ConnectionError)  # cause: exception-for-result
    }
    return {s: answer for s, answer in answers.items() if s not in errors}, errors
