"""A task for each question, and each awaits the task whose answer it needs: the arrows, written down."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def order_of(user: asyncio.Task[int]) -> int:
    return await find_order(await user)


async def invoice_of(order: asyncio.Task[int]) -> str:
    return await find_invoice(await order)


async def profile_of(user: asyncio.Task[int]) -> str:
    return await find_profile(await user)


async def avatar_of(profile: asyncio.Task[str]) -> str:
    return await find_avatar(await profile)


async def main() -> dict[str, str]:
    user = asyncio.create_task(find_user("ada@example.org"))
    order = asyncio.create_task(order_of(user))
    profile = asyncio.create_task(profile_of(user))
    invoice, avatar = await asyncio.gather(invoice_of(order), avatar_of(profile))
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
