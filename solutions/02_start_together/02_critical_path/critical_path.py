"""A coroutine for each branch; both start as soon as the customer is known."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user

EMAIL = "ada@example.org"


async def latest_invoice(user: int) -> str:
    """Return the invoice of what the customer bought last."""
    order = await find_order(user)
    return await find_invoice(order)


async def picture(user: int) -> str:
    """Return the picture that the customer has chosen."""
    profile = await find_profile(user)
    return await find_avatar(profile)


async def main() -> dict[str, str]:
    """Return what the customer's page shows."""
    user = await find_user(EMAIL)
    invoice, avatar = await asyncio.gather(latest_invoice(user), picture(user))
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
