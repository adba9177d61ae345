"""Five workers, one after the other, each says on which thread it ran: 2.5 s.

Your task: let all five wait at once. Then it takes 0.5 s; and on how many threads?
"""

import threading

from world import WORKERS, sort_letters_blocking


def work(worker: str) -> int:
    """Sort a worker's letters, and return the thread that this ran on."""
    count = sort_letters_blocking(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


def main() -> set[int]:
    """Let everybody work, and return the threads that were used."""
    return {work(worker) for worker in WORKERS}


if __name__ == "__main__":
    print("threads:", main())
