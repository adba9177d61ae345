"""Hands the world the task that finds the customer, not the number that it found."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def latest_invoice(user: int) -> str:
    return await find_invoice(await find_order(user))


async def picture(user: int) -> str:
    return await find_avatar(await find_profile(user))


async def main() -> dict[str, str]:
    user = asyncio.create_task(find_user("ada@example.org"))  # cause: task-for-its-result
    invoice, avatar = await asyncio.gather(latest_invoice(user), picture(user))  # cause
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
