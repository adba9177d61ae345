"""Leaves the blocking call as it is and rings from a thread for each friend."""

from concurrent.futures import ThreadPoolExecutor

from world import FRIENDS, ring_blocking


def main() -> None:
    with ThreadPoolExecutor(max_workers=len(FRIENDS)) as pool:
        for answer in pool.map(ring_blocking, FRIENDS):  # cause: another-thread
            print(answer)


if __name__ == "__main__":
    main()
