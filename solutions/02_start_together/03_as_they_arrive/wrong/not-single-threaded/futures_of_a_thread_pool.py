"""Uses the other as_completed, that of threads."""

from concurrent.futures import ThreadPoolExecutor, as_completed

from world import FEEDS, fetch_blocking


def main() -> None:
    with ThreadPoolExecutor() as pool:
        feeds = {pool.submit(fetch_blocking, feed): feed for feed in FEEDS}  # cause: another-thread
        for future in as_completed(feeds):
            print(f"{feeds[future]}: {future.result()}")


if __name__ == "__main__":
    main()
