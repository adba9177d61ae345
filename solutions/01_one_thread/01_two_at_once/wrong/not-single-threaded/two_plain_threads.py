"""Leaves the functions as they are and runs them in a thread pool."""

import time
from concurrent.futures import ThreadPoolExecutor

from world import download_blocking


def fetch_data() -> str:
    print("fetching the page")
    page = download_blocking()
    print("the page is here")
    return page


def print_numbers() -> None:
    for number in range(10):
        print(number)
        time.sleep(0.25)


def main() -> str:
    with ThreadPoolExecutor() as pool:
        fetching = pool.submit(fetch_data)  # cause: another-thread
        pool.submit(print_numbers)
        return fetching.result()


if __name__ == "__main__":
    print(main())
