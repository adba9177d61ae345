"""Makes the module `posix` anew and forks with it.

Expected: not-single-threaded
Payload: stopped
"""

import importlib.machinery
import importlib.util
import os


async def main():
    spec = importlib.util.spec_from_loader("posix", importlib.machinery.BuiltinImporter)
    fresh = importlib.machinery.BuiltinImporter.create_module(spec)
    importlib.machinery.BuiltinImporter.exec_module(fresh)
    child = fresh.fork()
    if child == 0:
        fresh._exit(0)
    os.waitpid(child, 0)
    print("WON")
    return "page"
