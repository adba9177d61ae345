"""Each branch finds the customer for itself."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def latest_invoice() -> str:
    user = await find_user("ada@example.org")  # cause
    return await find_invoice(await find_order(user))


async def picture() -> str:
    user = await find_user("ada@example.org")  # cause: asked-again
    return await find_avatar(await find_profile(user))


async def main() -> dict[str, str]:
    invoice, avatar = await asyncio.gather(latest_invoice(), picture())
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
