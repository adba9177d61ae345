"""One processor for a judge and its runners.

The two rooms take turns and never work at once: on two processors, each message pays for waking the other. What is
started later inherits the choice, so it is made once, before the zygote is started. More processors are for more
pairs.
"""

import os


def share_one_cpu(number: int = 0) -> int | None:
    """Keep this process, and what it will start, on one of the processors it may use.

    Pairs with different numbers get different processors, as far as there are enough. Returns the processor, `None`
    where the system does not let a process choose.
    """
    if not hasattr(os, "sched_setaffinity"):
        return None
    allowed = sorted(os.sched_getaffinity(0))
    chosen = allowed[number % len(allowed)]
    try:
        os.sched_setaffinity(0, {chosen})
    except OSError:
        return None
    return chosen
