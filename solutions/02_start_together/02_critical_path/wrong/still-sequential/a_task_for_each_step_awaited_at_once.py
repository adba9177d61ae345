"""Makes a task of every step, and awaits each as soon as it is made."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def main() -> dict[str, str]:
    user = await asyncio.create_task(find_user("ada@example.org"))
    order = await asyncio.create_task(find_order(user))  # cause: awaited-at-creation
    invoice = await asyncio.create_task(find_invoice(order))  # cause
    profile = await asyncio.create_task(find_profile(user))
    avatar = await asyncio.create_task(find_avatar(profile))
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
