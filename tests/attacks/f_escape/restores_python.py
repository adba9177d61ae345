"""Finds the function that was replaced among all objects, and calls that.

Expected: not-single-threaded
Payload: stopped
"""

import gc
import types


async def main():
    originals = [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, types.BuiltinFunctionType) and thing.__name__ in ("fork", "start_new_thread")
    ]
    import posix

    originals += [posix.__loader__.create_module(posix.__spec__).fork]
    child = originals[-1]()
    if child == 0:
        originals[-1].__self__._exit(0)
    posix.waitpid(child, 0)
    print("WON")
    return "page"
