"""A task group for the two branches."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def latest_invoice(user: int) -> str:
    return await find_invoice(await find_order(user))


async def picture(user: int) -> str:
    return await find_avatar(await find_profile(user))


async def main() -> dict[str, str]:
    user = await find_user("ada@example.org")
    async with asyncio.TaskGroup() as group:
        invoice = group.create_task(latest_invoice(user))
        avatar = group.create_task(picture(user))
    return {"invoice": invoice.result(), "picture": avatar.result()}


if __name__ == "__main__":
    print(asyncio.run(main()))
