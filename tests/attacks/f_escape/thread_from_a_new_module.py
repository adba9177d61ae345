"""Makes the module `_thread` anew, with the functions that were replaced in the old one.

Expected: not-single-threaded
Payload: stopped
"""

import importlib.machinery
import importlib.util
import time


async def main():
    spec = importlib.util.spec_from_loader("_thread", importlib.machinery.BuiltinImporter)
    fresh = importlib.machinery.BuiltinImporter.create_module(spec)
    importlib.machinery.BuiltinImporter.exec_module(fresh)
    done = []
    fresh.start_new_thread(done.append, (1,))
    for _ in range(1_000_000):
        if done:
            print("WON")
            break
    return "page"
