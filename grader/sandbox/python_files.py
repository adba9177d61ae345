"""What of Python a submission may read or has to find loaded already.

It may import the standard library, and nothing that was installed beside it: this kit is installed there too, with
its solutions. Where `site-packages` lies inside the library's folder, as in an interpreter without an environment,
the folder cannot be allowed as a whole, so its entries are.
"""

import contextlib
import importlib
import importlib.machinery
import os
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

_OF_MODULES = tuple(importlib.machinery.EXTENSION_SUFFIXES[:-1])
_INSTALLED = frozenset({"site-packages", "dist-packages"})

# Time zones; and where the loader looks up the libraries that extension modules need.
_OF_THE_SYSTEM = ("/usr/share/zoneinfo", "/etc/ld.so.cache")


def readable() -> Iterator[str]:
    """The files and folders that are enough to import the standard library."""
    yield from _OF_THE_SYSTEM
    for folder in _library_folders():
        if _holds_installed(folder):
            yield from _entries(folder)
        else:
            yield str(folder)
    for folder in sorted({path.parent for path in loaded_libraries()}):
        yield from (str(folder),) if not _holds_installed(folder) else _shared_objects(folder)


def readable_by_others() -> bool:
    """Whether another user could import the standard library and start what it needs."""
    return all(_is_open_to_others(path) for path in (*_library_folders(), *loaded_libraries()))


def loaded_libraries() -> list[Path]:
    """The shared objects that this process runs on, as the loader found them: a copy may bring others than it names."""
    maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape")
    names = {line.split(maxsplit=5)[5] for line in maps.splitlines() if ".so" in line}
    # Extension modules that were installed, wherever that was, say nothing about where the system's libraries are.
    return sorted(Path(name) for name in names if "lib-dynload" in name or not name.endswith(_OF_MODULES))


def _library_folders() -> list[Path]:
    return sorted({Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "platstdlib")})


def _holds_installed(folder: Path) -> bool:
    """Whether something that was installed lies below, however deep the layouts of systems hide it."""
    if any((folder / name).exists() for name in _INSTALLED):
        return True
    return any((inner / name).exists() for inner in folder.glob("python3*") for name in _INSTALLED)


def _entries(folder: Path) -> Iterator[str]:
    return (entry.path for entry in os.scandir(folder) if entry.name not in _INSTALLED)


def _shared_objects(folder: Path) -> Iterator[str]:
    return (entry.path for entry in os.scandir(folder) if ".so" in entry.name)


def _is_open_to_others(path: Path) -> bool:
    execute, read = 0o001, 0o004
    return bool(path.stat().st_mode & read) and all(parent.stat().st_mode & execute for parent in path.parents)


# ---- where no file may be opened at all ----

_COMMON = """
abc array ast asyncio asyncio.base_events asyncio.events asyncio.futures asyncio.locks asyncio.queues asyncio.runners
asyncio.streams asyncio.subprocess asyncio.taskgroups asyncio.tasks asyncio.threads asyncio.timeouts
asyncio.unix_events base64 bisect builtins calendar cmath codecs collections collections.abc colorsys concurrent
concurrent.futures concurrent.futures.thread configparser contextlib contextvars copy copyreg csv ctypes dataclasses
datetime decimal difflib dis doctest email email.message encodings.ascii encodings.cp1252 encodings.idna
encodings.latin_1 encodings.punycode encodings.raw_unicode_escape encodings.rot_13 encodings.unicode_escape
encodings.utf_16 encodings.utf_32 encodings.utf_8 encodings.utf_8_sig enum errno fnmatch fractions functools gc
getpass glob graphlib gzip hashlib heapq hmac html html.parser http http.client importlib importlib.resources inspect
io ipaddress itertools json keyword linecache locale logging logging.handlers marshal math mimetypes mmap
multiprocessing multiprocessing.context multiprocessing.popen_fork multiprocessing.process numbers operator os pathlib
pickle platform posixpath pprint queue random re reprlib resource sched secrets select selectors shelve shlex shutil
signal socket sqlite3 ssl stat statistics string stringprep struct subprocess sys sysconfig tempfile textwrap
threading time timeit token tokenize tomllib traceback tracemalloc types typing unicodedata unittest unittest.mock
urllib urllib.parse urllib.request uuid warnings wave weakref xml xml.etree.ElementTree zipfile zlib zoneinfo
""".split()  # noqa: SIM905 - a list of this length reads better as words


def load_common_modules() -> None:
    """Import what submissions may want, where no import will be possible later."""
    for name in _COMMON:
        # Some systems leave parts of the library out.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    assert "asyncio" in sys.modules
