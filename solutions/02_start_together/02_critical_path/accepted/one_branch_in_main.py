"""One branch is a task; main goes along the other one itself."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def picture(user: int) -> str:
    return await find_avatar(await find_profile(user))


async def main() -> dict[str, str]:
    user = await find_user("ada@example.org")
    avatar = asyncio.create_task(picture(user))
    invoice = await find_invoice(await find_order(user))
    return {"invoice": invoice, "picture": await avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
