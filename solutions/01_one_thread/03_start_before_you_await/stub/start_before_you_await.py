"""Ring three friends and wait for each before ringing the next: 6 s.

Your task: let all three telephones ring at once, on one thread. Then it takes 3 s.
"""

from world import FRIENDS, ring_blocking


def greet(friend: str) -> None:
    """Ring a friend, and print what they say."""
    answer = ring_blocking(friend)
    print(answer)


def main() -> None:
    """Greet everybody."""
    for friend in FRIENDS:
        greet(friend)


if __name__ == "__main__":
    main()
