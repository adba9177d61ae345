"""Asks for the invoice together with the order, by the number of the customer."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def picture(user: int) -> str:
    return await find_avatar(await find_profile(user))


async def main() -> dict[str, str]:
    user = await find_user("ada@example.org")
    _, invoice, avatar = await asyncio.gather(
        find_order(user),
        find_invoice(user),  # cause: step-without-its-input
        picture(user),
    )
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
