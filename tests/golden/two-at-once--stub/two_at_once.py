"""Fetch a page, then print ten numbers: 4.5 s.

Your task: let both happen at once, on one thread. Then it takes 2.5 s.
"""

import time

from world import download_blocking


def fetch_data() -> str:
    """Fetch the page; takes 2 s."""
    print("fetching the page")
    page = download_blocking()
    print("the page is here")
    return page


def print_numbers() -> None:
    """Print ten numbers, each followed by a pause of 0.25 s."""
    for number in range(10):
        print(number)
        time.sleep(0.25)


def main() -> str:
    """Do both, and return the page."""
    page = fetch_data()
    print_numbers()
    return page


if __name__ == "__main__":
    print(main())
