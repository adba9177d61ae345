"""Hands on the coroutine that finds the order, not the order."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def latest_invoice(user: int) -> str:
    order = find_order(user)  # cause: task-for-its-result
    return await find_invoice(order)


async def picture(user: int) -> str:
    profile = await find_profile(user)
    return await find_avatar(profile)


async def main() -> dict[str, str]:
    user = await find_user("ada@example.org")
    invoice, avatar = await asyncio.gather(latest_invoice(user), picture(user))
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
