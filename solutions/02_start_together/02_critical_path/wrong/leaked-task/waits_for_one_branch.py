"""Starts both branches and fills in the picture if it happens to be there."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def picture(user: int, page: dict[str, str]) -> None:
    page["picture"] = await find_avatar(await find_profile(user))


async def main() -> dict[str, str]:
    user = await find_user("ada@example.org")
    page = {"invoice": "", "picture": ""}
    drawing = asyncio.create_task(picture(user, page))  # cause: never-waited-for
    order = await find_order(user)
    if drawing.done():  # cause
        page["invoice"] = await find_invoice(order)
    return page


if __name__ == "__main__":
    print(asyncio.run(main()))
