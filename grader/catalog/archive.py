"""The files inside a zip or tar archive that somebody handed in.

Nothing is unpacked to disk. An archive that plays tricks (links, paths that lead out, encryption, archives inside, more
than it may hold) is refused as a whole: guessing which half to believe helps nobody.
"""

import bz2
import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from grader.catalog.errors import HandedInError

MAX_FILES = 10_000
MAX_TOTAL_BYTES = 64 * 1024 * 1024

_NESTED = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".7z", ".rar")
_UNIX_LINK = 0o120000
_UNIX_KIND = 0o170000


def read_archive(path: Path, suffix: str = ".py") -> dict[PurePosixPath, bytes]:
    """The files of the archive whose names end in `suffix`, whatever its case.

    Raises `HandedInError` for what is no archive and for an archive that may not be trusted.
    """
    try:
        members = _zip_members(path) if zipfile.is_zipfile(path) else _tar_members(path)
        return {name: content for name, content in members if name.name.lower().endswith(suffix)}
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        problem = f"cannot be read as a zip or tar archive ({error})."
        raise HandedInError(problem, "Hand in a folder, a .zip or a .tar.gz.", where=path) from None


def _zip_members(path: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _refuse_too_much(path, len(infos), sum(info.file_size for info in infos))
        for info in infos:
            name = _safe_name(path, info.filename)
            if info.flag_bits & 0x1:
                raise _refused(path, f"holds `{name}` encrypted", "Make it again without a password")
            if (info.external_attr >> 16) & _UNIX_KIND == _UNIX_LINK:
                raise _link(path, name)
        for info in infos:
            with archive.open(info) as member:
                yield PurePosixPath(info.filename), member.read(info.file_size)


def _tar_members(path: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(_uncompressed(path)), mode="r:") as archive:
        infos = [info for info in archive.getmembers() if not info.isdir()]
        _refuse_too_much(path, len(infos), sum(info.size for info in infos))
        for info in infos:
            name = _safe_name(path, info.name)
            if not info.isreg():
                raise _link(path, name)
        for info in infos:
            member = archive.extractfile(info)
            yield PurePosixPath(info.name), member.read() if member else b""


def _uncompressed(path: Path) -> bytes:
    """All of the tar, or no more than is allowed: a small file can stand for a very large one."""
    with path.open("rb") as file:
        mark = file.read(3)
        file.seek(0)
        plain = (
            gzip.GzipFile(fileobj=file) if mark[:2] == b"\x1f\x8b" else bz2.BZ2File(file) if mark == b"BZh" else file
        )
        content = plain.read(MAX_TOTAL_BYTES + 1)
    _refuse_too_much(path, 0, len(content))
    return content


def _safe_name(path: Path, raw: str) -> PurePosixPath:
    name = PurePosixPath(raw.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        raise _refused(path, f"holds the path `{raw}`, which leads out of it", "Make it again from the folder itself")
    if name.name.lower().endswith(_NESTED) and "__MACOSX" not in name.parts:
        raise _refused(path, f"holds another archive, `{name}`", "Unpack the inner one first")
    return name


def _refuse_too_much(path: Path, files: int, size: int) -> None:
    if files > MAX_FILES or size > MAX_TOTAL_BYTES:
        limit = f"{MAX_FILES} files or {MAX_TOTAL_BYTES // 1024 // 1024} MiB"
        raise _refused(path, f"holds more than {limit}", "Hand in the exercises alone")


def _link(path: Path, name: PurePosixPath) -> HandedInError:
    return _refused(path, f"holds `{name}`, which is a link or a device", "Make it again from ordinary files")


def _refused(path: Path, problem: str, remedy: str) -> HandedInError:
    return HandedInError(f"{problem}.", f"{remedy}.", where=path)
