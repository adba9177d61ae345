"""Leaves the blocking call as it is and maps it over a pool of threads."""

from concurrent.futures import ThreadPoolExecutor

from world import PAGES, fetch_blocking


def main() -> list[str]:
    with ThreadPoolExecutor(max_workers=len(PAGES)) as pool:
        return list(pool.map(fetch_blocking, PAGES))  # cause: another-thread


if __name__ == "__main__":
    print("\n".join(main()))
