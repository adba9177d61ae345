"""Gathers the invoice and the picture, after everything else was awaited in turn."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def main() -> dict[str, str]:
    user = await find_user("ada@example.org")
    order = await find_order(user)  # cause: awaited-in-turn
    profile = await find_profile(user)
    invoice, avatar = await asyncio.gather(find_invoice(order), find_avatar(profile))
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
