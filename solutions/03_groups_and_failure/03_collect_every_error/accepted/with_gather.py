"""gather hands over the exceptions as results; they are sorted afterwards."""

import asyncio

from world import STATIONS, measure


async def main() -> tuple[dict[str, float], dict[str, str]]:
    degrees: dict[str, float] = {}
    errors: dict[str, str] = {}
    answers = await asyncio.gather(*map(measure, STATIONS), return_exceptions=True)
    for station, answer in zip(STATIONS, answers, strict=True):
        if isinstance(answer, BaseException):
            errors[station] = str(answer)
        else:
            degrees[station] = answer
    return degrees, errors


if __name__ == "__main__":
    print(asyncio.run(main()))
