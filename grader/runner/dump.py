"""The stack of a runner that no longer answers, on demand from outside.

A Python signal handler would wait for the bytecode that never comes; faulthandler writes from the signal itself.
"""

import faulthandler
import signal

STACK_SIGNAL = getattr(signal, "SIGUSR1", None)

# Where the system knows no such signal, the stack is written when this many real seconds have gone by.
_UNASKED_AFTER = 5.0


def dump_stack_on_signal(fd: int) -> None:
    """Write the stack of this process to a descriptor when it is asked for."""
    if STACK_SIGNAL is not None:
        faulthandler.register(STACK_SIGNAL, file=fd, all_threads=False, chain=False)
    else:
        faulthandler.dump_traceback_later(_UNASKED_AFTER, repeat=True, file=fd)
