"""Show the news of five feeds on the board, asked one after the other: 7.5 s.

Your task: ask all five at once, and show each the moment it is here. Then it takes 2.5 s.
"""

from world import FEEDS, fetch_blocking


def main() -> None:
    """Show the latest headline of every feed."""
    for feed in FEEDS:
        headline = fetch_blocking(feed)
        print(f"{feed}: {headline}")


if __name__ == "__main__":
    main()
