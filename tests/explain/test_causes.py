"""The words of the misconceptions, held against the diagnoses that use them."""

import re
from pathlib import Path

import pytest

from grader.explain import diagnoses
from grader.explain.causes import cause_ids, words_of
from grader.explain.causes_en import CAUSES

CODE = "\n".join(path.read_text() for path in sorted(Path(diagnoses.__file__).parent.glob("*.py")))
# Whole sentences are made elsewhere and only handed on.
GAP = "{sentence}"


@pytest.mark.parametrize("key", CAUSES)
def test_a_sentence_is_one_and_so_is_a_hint(key: str) -> None:
    """They begin and end as such; what only groups its variants has no sentence of its own."""
    sentence, hint = CAUSES[key]
    for text in filter(None, (sentence.replace(GAP, ""), hint)):
        assert text[0].isupper() or text[0] in "`{"
        assert text.endswith((".", "?", "{fact}", "…")), text


def test_every_word_is_said_by_a_diagnosis() -> None:
    """A cause that nothing recognises would be marked in vain."""
    groups = {"await-in-loop"}
    unsaid = [key for key in CAUSES if f'"{key}"' not in CODE and key not in groups and not _is_built(key)]
    assert unsaid == []


def _is_built(key: str) -> bool:
    """Whether a diagnosis puts the variant's name together."""
    return key.partition("/")[0] == "await-in-loop" and "await-in-loop/{where}" in CODE


def test_every_cause_that_a_diagnosis_gives_has_words() -> None:
    """None is found without them."""
    given = set(re.findall(r'found\(\s*"([a-z/-]+)"', CODE))
    assert given - set(CAUSES) == set()


def test_a_variant_has_the_hint_of_its_cause() -> None:
    """Where it has none of its own."""
    assert words_of("await-in-loop/loop").hint == CAUSES["await-in-loop"][1]


def test_ids_have_no_variants() -> None:
    """Only the part before the slash is published."""
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", cause) for cause in cause_ids())
