"""Gathers two branches that block."""

import asyncio

from world import (
    find_avatar_blocking,
    find_invoice_blocking,
    find_order_blocking,
    find_profile_blocking,
    find_user_blocking,
)


async def latest_invoice(user: int) -> str:
    return find_invoice_blocking(find_order_blocking(user))  # cause: blocking-call


async def picture(user: int) -> str:
    return find_avatar_blocking(find_profile_blocking(user))


async def main() -> dict[str, str]:
    user = find_user_blocking("ada@example.org")
    invoice, avatar = await asyncio.gather(latest_invoice(user), picture(user))
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
