"""Both branches begin at once and share one task that finds the customer."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def latest_invoice(finding: asyncio.Task[int]) -> str:
    return await find_invoice(await find_order(await finding))


async def picture(finding: asyncio.Task[int]) -> str:
    return await find_avatar(await find_profile(await finding))


async def main() -> dict[str, str]:
    finding = asyncio.create_task(find_user("ada@example.org"))
    invoice = asyncio.create_task(latest_invoice(finding))
    avatar = asyncio.create_task(picture(finding))
    return {"invoice": await invoice, "picture": await avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
