"""A ticket shop behind a page: customers, orders, invoices, profiles and pictures, each in a service of its own."""

import asyncio
import random
import time

NOBODY = 0

users: dict[str, int] = {}
orders: dict[int, int] = {}
invoices: dict[int, str] = {}
profiles: dict[int, str] = {}
avatars: dict[str, str] = {}
delays: dict[str, float] = {}


async def find_user(email: str) -> int:
    """Return the number of the customer with this address; takes 1 s."""
    await asyncio.sleep(delays["user"])
    return users.get(email, NOBODY)


async def find_order(user: int) -> int:
    """Return the number of a customer's latest order; takes 1.5 s."""
    await asyncio.sleep(delays["order"])
    return orders.get(user, NOBODY)


async def find_invoice(order: int) -> str:
    """Return the invoice of an order; takes 1 s."""
    await asyncio.sleep(delays["invoice"])
    return invoices.get(order, f"there is no order {order}")


async def find_profile(user: int) -> str:
    """Return the profile of a customer; takes 0.5 s."""
    await asyncio.sleep(delays["profile"])
    return profiles.get(user, f"there is no customer {user}")


async def find_avatar(profile: str) -> str:
    """Return the picture that belongs to a profile; takes 2 s."""
    await asyncio.sleep(delays["avatar"])
    return avatars.get(profile, "(no picture)")


def find_user_blocking(email: str) -> int:
    """Do as find_user() does, and let nothing else happen meanwhile."""
    time.sleep(delays["user"])
    return users.get(email, NOBODY)


def find_order_blocking(user: int) -> int:
    """Do as find_order() does, and let nothing else happen meanwhile."""
    time.sleep(delays["order"])
    return orders.get(user, NOBODY)


def find_invoice_blocking(order: int) -> str:
    """Do as find_invoice() does, and let nothing else happen meanwhile."""
    time.sleep(delays["invoice"])
    return invoices.get(order, f"there is no order {order}")


def find_profile_blocking(user: int) -> str:
    """Do as find_profile() does, and let nothing else happen meanwhile."""
    time.sleep(delays["profile"])
    return profiles.get(user, f"there is no customer {user}")


def find_avatar_blocking(profile: str) -> str:
    """Do as find_avatar() does, and let nothing else happen meanwhile."""
    time.sleep(delays["avatar"])
    return avatars.get(profile, "(no picture)")


def configure(
    rng: random.Random, order: float = 1.5, invoice: float = 1.0, profile: float = 0.5, avatar: float = 2.0
) -> None:
    """Decide how long the services take, and who bought what."""
    delays.clear()
    delays.update(user=1.0, order=order, invoice=invoice, profile=profile, avatar=avatar)
    for table in (users, orders, invoices, profiles, avatars):
        table.clear()
    emails = ["ada@example.org", "bo@example.org", "chidi@example.org"]
    numbers = rng.sample(range(1000, 10_000), 2 * len(emails))
    for email in emails:
        user, latest = numbers.pop(), numbers.pop()
        users[email] = user
        orders[user] = latest
        invoices[latest] = (
            f"invoice {rng.randrange(100, 1000)}: {rng.randrange(1, 9)} tickets, {rng.randrange(20, 90)}.50"
        )
        profiles[user] = f"profile-{rng.randrange(10**6, 10**7)}"
        avatars[profiles[user]] = f"{rng.choice(['a cat', 'a boat', 'a hat', 'a tree'])} no. {rng.randrange(100, 1000)}"


def shuffle_latencies(rng: random.Random) -> None:
    """Let other services be the slow ones; each of the two ways from a customer to an answer stays as long as it is."""
    for first, second in (("order", "invoice"), ("profile", "avatar")):
        seconds = [delays[first], delays[second]]
        rng.shuffle(seconds)
        delays[first], delays[second] = seconds


configure(random.Random(0))
