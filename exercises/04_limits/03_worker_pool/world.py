"""A register of web addresses, handed out one by one, and the web, where some of them lead nowhere any more."""

import asyncio
import random

CONNECTIONS = 25

register: tuple[str, ...] = ()
gone: frozenset[str] = frozenset()
slow: frozenset[str] = frozenset()
taken = 0
in_hand = 0
most_in_hand = 0


async def next_address() -> str | None:
    """Take the next address from the register; None when there is none left. Everybody gets another one."""
    global taken, in_hand, most_in_hand
    await asyncio.sleep(0)  # the register answers at once, though not before others had their turn
    if taken == len(register):
        return None
    taken += 1
    in_hand += 1
    most_in_hand = max(most_in_hand, in_hand)
    return register[taken - 1]


async def is_alive(address: str) -> bool:
    """Whether there is still a page at an address; takes 0.25 s."""
    global in_hand
    in_hand -= 1
    await asyncio.sleep(1.0 if address in slow else 0.25)
    return address not in gone


def configure(rng: random.Random, size: int = 1000, slow_each: int = 0) -> None:
    """Fill the register, and let some pages go."""
    global register, gone, slow, taken, in_hand, most_in_hand
    taken = in_hand = most_in_hand = 0
    register = tuple(f"{number:03}-{rng.randrange(1000):03}.example" for number in range(size))
    gone = frozenset(rng.sample(register, size // 20))
    slow = frozenset(register[::slow_each]) if slow_each else frozenset()


configure(random.Random(0))
