"""A runner that begins as a fresh process, where forking is unsafe: macOS, Windows.

Standard input and output are the channel; standard error takes a sign that Python is there, which may take its time
on a busy machine and is nobody's fault, and then the stack dump.
"""

import gc
import os
from collections.abc import Callable
from typing import NoReturn

from grader.protocol.messages import Setting
from grader.runner import wallclock
from grader.runner.channel import Channel
from grader.runner.dump import dump_stack_on_signal
from grader.runner.run import furnish, run
from grader.runner.zygote import exit_after

READY = b"\n"


def main(confine: Callable[[Setting], None]) -> NoReturn:
    """Serve one run, confined by `confine` before the submission is loaded."""
    channel = Channel(os.dup(0), os.dup(1))
    stack_fd = os.dup(2)
    dump_stack_on_signal(stack_fd)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    wallclock.freeze()
    gc.collect()
    # As in the zygote: no collection of the run's needs to look at what existed before it.
    gc.freeze()
    os.write(stack_fd, READY)
    exit_after(lambda: run(channel, furnish(channel.receive_setting()), confine))
