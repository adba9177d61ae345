"""Leaves the branches as they are and sends them to threads."""

import asyncio

from world import (
    find_avatar_blocking,
    find_invoice_blocking,
    find_order_blocking,
    find_profile_blocking,
    find_user,
)


def latest_invoice(user: int) -> str:
    return find_invoice_blocking(find_order_blocking(user))


def picture(user: int) -> str:
    return find_avatar_blocking(find_profile_blocking(user))


async def main() -> dict[str, str]:
    user = await find_user("ada@example.org")
    invoice, avatar = await asyncio.gather(  # cause: another-thread
        asyncio.to_thread(latest_invoice, user), asyncio.to_thread(picture, user)  # cause
    )
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
