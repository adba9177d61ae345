"""Shows the page without the picture, so that nobody has to wait for it."""

import asyncio

from world import find_invoice, find_order, find_user


async def main() -> dict[str, str]:
    user = await find_user("ada@example.org")
    invoice = await find_invoice(await find_order(user))
    return {"invoice": invoice, "picture": ""}  # cause: call-missing


if __name__ == "__main__":
    print(asyncio.run(main()))
