"""Awaits all five, one after the other."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def latest_invoice(user: int) -> str:
    order = await find_order(user)
    return await find_invoice(order)


async def picture(user: int) -> str:
    profile = await find_profile(user)
    return await find_avatar(profile)


async def main() -> dict[str, str]:
    user = await find_user("ada@example.org")
    return {"invoice": await latest_invoice(user), "picture": await picture(user)}  # cause: awaited-in-turn


if __name__ == "__main__":
    print(asyncio.run(main()))
