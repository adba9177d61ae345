"""Runs the branches well, and still blocks while it looks for the customer."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user_blocking


async def latest_invoice(user: int) -> str:
    return await find_invoice(await find_order(user))


async def picture(user: int) -> str:
    return await find_avatar(await find_profile(user))


async def main() -> dict[str, str]:
    user = find_user_blocking("ada@example.org")  # cause: blocking-call
    invoice, avatar = await asyncio.gather(latest_invoice(user), picture(user))
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
