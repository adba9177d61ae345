"""Runs the steps in pairs: the picture has to wait for the order."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def main() -> dict[str, str]:
    user = await find_user("ada@example.org")
    order, profile = await asyncio.gather(find_order(user), find_profile(user))  # cause: stages
    invoice, avatar = await asyncio.gather(find_invoice(order), find_avatar(profile))
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
