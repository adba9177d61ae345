"""Waits for the profile first, because today it is the quick one."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def main() -> dict[str, str]:
    user = await find_user("ada@example.org")
    order = asyncio.create_task(find_order(user))
    profile = asyncio.create_task(find_profile(user))
    avatar = asyncio.create_task(find_avatar(await profile))  # cause: stages
    invoice = asyncio.create_task(find_invoice(await order))
    return {"invoice": await invoice, "picture": await avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
