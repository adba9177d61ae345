"""Finding files in what was handed in: a folder, an archive, a single file."""

import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalog.archive import MAX_FILES, MAX_TOTAL_BYTES
from grader.catalog.catalog import Catalog
from grader.catalog.errors import CatalogError
from grader.catalog.handed_in import find_submissions
from grader.catalog.submission import SubmittedText, Unreadable
from grader.model.verdict import Verdict

OWN = "exercises/01_one_thread/01_two_at_once/two_at_once.py"


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    folder = tmp_path / "handed in"
    folder.mkdir()
    return folder


@pytest.fixture
def find(kit: Path, load: Callable[..., Catalog]) -> Callable[[Path], SubmittedText | Unreadable]:
    """Find `two-at-once` in what was handed in."""
    exercise = load(kit).by_slug("two-at-once")

    def finding(path: Path) -> SubmittedText | Unreadable:
        ((found, submitted),) = find_submissions(path, [exercise])
        assert found is exercise
        return submitted

    return finding


Find = Callable[[Path], SubmittedText | Unreadable]


def put(folder: Path, place: str, text: str) -> Path:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def text_of(answer: SubmittedText | Unreadable) -> str:
    assert isinstance(answer, SubmittedText)
    return answer.text


def sentence_of(answer: SubmittedText | Unreadable) -> str:
    assert isinstance(answer, Unreadable)
    return answer.sentence


@pytest.mark.parametrize("place", ["two_at_once.py", "week 3/anna/two_at_once.py", OWN])
def test_a_file_is_found_whatever_folder_it_lies_in(handed_in: Path, find: Find, place: str) -> None:
    """Only its name counts."""
    put(handed_in, place, "mine")
    assert text_of(find(handed_in)) == "mine"


def test_of_several_the_one_in_the_exercises_own_place_is_taken(handed_in: Path, find: Find) -> None:
    """A whole clone holds solutions and kept stubs of the same name."""
    put(handed_in, OWN, "mine")
    put(handed_in, "solutions/01_one_thread/01_two_at_once/two_at_once.py", "the kit's")
    put(handed_in, "solutions/01_one_thread/01_two_at_once/stub/two_at_once.py", "the stub")
    assert text_of(find(handed_in)) == "mine"


def test_of_several_in_no_place_of_their_own_none_is_guessed(handed_in: Path, find: Find) -> None:
    """Both are named, and the learner decides."""
    put(handed_in, "a/two_at_once.py", "first")
    put(handed_in, "b/two_at_once.py", "second")
    sentence = sentence_of(find(handed_in))
    assert str(Path("a/two_at_once.py")) in sentence
    assert str(Path("b/two_at_once.py")) in sentence


def test_other_capitals_are_taken_where_there_is_no_exact_name(handed_in: Path, find: Find) -> None:
    """Some systems do not tell them apart; an exact name goes first."""
    put(handed_in, "a/Two_At_Once.py", "other")
    assert text_of(find(handed_in)) == "other"
    put(handed_in, "b/two_at_once.py", "exact")
    assert text_of(find(handed_in)) == "exact"


def test_what_is_not_there_is_missing(handed_in: Path, find: Find) -> None:
    """An empty folder is a missing file, not an error."""
    answer = find(handed_in)
    assert isinstance(answer, Unreadable)
    assert answer.verdict is Verdict.MISSING_FILE


def test_caches_and_hidden_folders_are_not_looked_into(handed_in: Path, find: Find) -> None:
    """What tools leave behind was not handed in."""
    for folder in (".venv/lib", "__MACOSX", "node_modules", "x/site-packages"):
        put(handed_in, f"{folder}/two_at_once.py", "not mine")
    put(handed_in, "deep/two_at_once.py", "mine")
    assert text_of(find(handed_in)) == "mine"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_are_not_followed_out_of_the_folder(handed_in: Path, tmp_path: Path, find: Find) -> None:
    """Neither a link to a folder nor a link in place of the file."""
    put(tmp_path / "elsewhere", "two_at_once.py", "secret")
    (handed_in / "folder").symlink_to(tmp_path / "elsewhere")
    assert "There is no file" in sentence_of(find(handed_in))
    (handed_in / "two_at_once.py").symlink_to(tmp_path / "elsewhere/two_at_once.py")
    assert "is a link" in sentence_of(find(handed_in))


def test_a_folder_of_the_files_name_is_said_to_be_one(handed_in: Path, find: Find) -> None:
    """It is found by name as well."""
    (handed_in / "two_at_once.py").mkdir()
    assert "is a folder" in sentence_of(find(handed_in))


def test_a_single_file_may_have_any_name(handed_in: Path, find: Find) -> None:
    """With one exercise asked for there is no doubt what it answers."""
    assert text_of(find(put(handed_in, "anna_final (2).py", "mine"))) == "mine"
    assert text_of(find(put(handed_in, "anna_final", "mine too"))) == "mine too"


def test_a_single_file_for_several_exercises_is_refused(
    handed_in: Path, kit: Path, load: Callable[..., Catalog]
) -> None:
    """Which it answers has to be said."""
    with pytest.raises(CatalogError, match="Name the one exercise"):
        find_submissions(put(handed_in, "two_at_once.py", "x"), load(kit).exercises)


def test_what_does_not_exist_is_refused(handed_in: Path, find: Find) -> None:
    """A wrong path is the caller's mistake, not the learner's."""
    with pytest.raises(CatalogError, match="no such file or folder"):
        find(handed_in / "nothing")


def zipped(path: Path, files: dict[str, str], *, mode: int = 0o100644) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return path


def tarred(path: Path, infos: list[tuple[tarfile.TarInfo, bytes]], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload] # a mode by name
        for info, content in infos:
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def tar_info(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def test_a_zip_is_looked_into(handed_in: Path, find: Find) -> None:
    """By the same rules as a folder."""
    files = {"work/two_at_once.py": "mine", "__MACOSX/work/two_at_once.py": "x", "notes.txt": "hello"}
    assert text_of(find(zipped(handed_in / "all.zip", files))) == "mine"


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2"])
def test_a_tar_is_looked_into(handed_in: Path, find: Find, mode: str) -> None:
    """Plain or compressed, by the same rules as a folder."""
    infos = [(tar_info("work", tarfile.DIRTYPE), b""), (tar_info("./work/two_at_once.py"), b"mine")]
    assert text_of(find(tarred(handed_in / "all.tar", infos, mode))) == "mine"


def test_a_file_in_an_archive_is_held_to_the_same_rules(handed_in: Path, find: Find) -> None:
    """Its bytes may be as wrong as on disk."""
    path = tarred(handed_in / "all.tar.gz", [(tar_info("two_at_once.py"), b"x = '\xe4'")])
    assert "is not UTF-8" in sentence_of(find(path))


@pytest.mark.parametrize(
    "name", ["../two_at_once.py", "/two_at_once.py", "a/../../two_at_once.py", "C:\\two_at_once.py"]
)
def test_paths_that_lead_out_are_refused(handed_in: Path, find: Find, name: str) -> None:
    """In either kind of archive."""
    with pytest.raises(CatalogError, match="leads out of it"):
        find(zipped(handed_in / "all.zip", {name: "x"}))
    with pytest.raises(CatalogError, match="leads out of it"):
        find(tarred(handed_in / "all.tar.gz", [(tar_info(name), b"x")]))


def test_links_and_devices_in_archives_are_refused(handed_in: Path, find: Find) -> None:
    """Symbolic, hard, or a device: an archive of exercises needs none."""
    with pytest.raises(CatalogError, match="is a link or a device"):
        find(zipped(handed_in / "all.zip", {"two_at_once.py": "/etc/passwd"}, mode=0o120777))
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
        info = tar_info("two_at_once.py", kind, "/etc/passwd")
        with pytest.raises(CatalogError, match="is a link or a device"):
            find(tarred(handed_in / "all.tar", [(info, b"")], "w"))


def test_an_encrypted_archive_is_refused(handed_in: Path, find: Find) -> None:
    """Nobody here knows the password."""
    path = zipped(handed_in / "all.zip", {"two_at_once.py": "x"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(CatalogError, match="encrypted"):
        find(path)


def test_an_archive_in_an_archive_is_refused(handed_in: Path, find: Find) -> None:
    """Unpacking one is what was asked for."""
    with pytest.raises(CatalogError, match="another archive"):
        find(zipped(handed_in / "all.zip", {"inner.zip": "x"}))


def test_a_small_archive_of_a_very_large_file_is_refused(handed_in: Path, find: Find) -> None:
    """What it declares is what counts, and what it declares is all that is read."""
    with pytest.raises(CatalogError, match="holds more than"):
        find(zipped(handed_in / "all.zip", {"two_at_once.py": " " * (MAX_TOTAL_BYTES + 1)}))
    with pytest.raises(CatalogError, match="holds more than"):
        find(tarred(handed_in / "all.tar.gz", [(tar_info("two_at_once.py"), bytes(MAX_TOTAL_BYTES))]))


def test_an_archive_of_very_many_files_is_refused(handed_in: Path, find: Find) -> None:
    """Counting stops before it matters."""
    with pytest.raises(CatalogError, match="holds more than"):
        find(zipped(handed_in / "all.zip", {f"{number}.txt": "" for number in range(MAX_FILES + 1)}))


@pytest.mark.parametrize("cut", [30, 60])
def test_a_damaged_archive_is_refused(handed_in: Path, find: Find, cut: int) -> None:
    """With a sentence, not with the library's exception."""
    whole = zipped(handed_in / "all.zip", {"two_at_once.py": "x" * 1000}).read_bytes()
    (handed_in / "cut.zip").write_bytes(whole[:cut])
    with pytest.raises(CatalogError, match="cannot be read as a zip or tar"):
        find(handed_in / "cut.zip")
    (handed_in / "cut.tar.gz").write_bytes(b"\x1f\x8b" + bytes(cut))
    with pytest.raises(CatalogError, match="cannot be read as a zip or tar"):
        find(handed_in / "cut.tar.gz")
