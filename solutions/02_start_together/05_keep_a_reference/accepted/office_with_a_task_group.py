"""The office is a context manager around a task group."""

import asyncio
from types import TracebackType
from typing import Self

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    def __init__(self) -> None:
        self._group = asyncio.TaskGroup()

    async def __aenter__(self) -> Self:
        await self._group.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._group.__aexit__(kind, error, trace)

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        self._group.create_task(write_record(f"{customer}: {seat}"))
        return seat


async def main() -> list[str]:
    async with BoxOffice() as office:
        return [await office.serve(customer) for customer in CUSTOMERS]


if __name__ == "__main__":
    print(asyncio.run(main()))
