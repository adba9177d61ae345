"""Each branch writes its part of the page."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def add_invoice(page: dict[str, str], user: int) -> None:
    page["invoice"] = await find_invoice(await find_order(user))


async def add_picture(page: dict[str, str], user: int) -> None:
    page["picture"] = await find_avatar(await find_profile(user))


async def main() -> dict[str, str]:
    page: dict[str, str] = {}
    user = await find_user("ada@example.org")
    await asyncio.gather(add_invoice(page, user), add_picture(page, user))
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
