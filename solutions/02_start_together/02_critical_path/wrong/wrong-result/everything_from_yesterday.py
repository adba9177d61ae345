"""Knows the numbers of yesterday, and asks all services at once."""

import asyncio

from world import find_avatar, find_invoice, find_order, find_profile, find_user


async def main() -> dict[str, str]:
    _, _, invoice, _, avatar = await asyncio.gather(
        find_user("ada@example.org"),
        find_order(7342),  # cause: written-down
        find_invoice(5561),  # cause
        find_profile(7342),  # cause
        find_avatar("profile-1882043"),  # cause
    )
    return {"invoice": invoice, "picture": avatar}


if __name__ == "__main__":
    print(asyncio.run(main()))
