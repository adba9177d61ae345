"""The wording, held against the closed set of verdicts."""

import pytest

from grader.explain import wording_en
from grader.explain.wording import wording_of
from grader.model.verdict import Verdict


def test_every_verdict_has_its_words_and_nothing_else_has() -> None:
    """In the order of the verdicts, so that a translator can go along it."""
    assert list(wording_en.WORDING) == [str(verdict) for verdict in Verdict]


@pytest.mark.parametrize("verdict", Verdict)
def test_headlines_are_headlines_and_sentences_are_sentences(verdict: Verdict) -> None:
    """A headline fits beside a name and a time; sentences begin and end as such."""
    words = wording_of(verdict)
    assert words.headline[0].isupper()
    assert not words.headline.endswith(".")
    assert len(words.headline) <= 50
    for sentence in (words.sentence, words.advice):
        assert sentence[0].isupper() or sentence.startswith("`")
        assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("verdict", "headline"),
    [
        (Verdict.TOO_FAST, "Ended early: something was skipped"),
        (Verdict.UNCLEAN, "Something was left open"),
        (Verdict.RATE_EXCEEDED, "Requests start too close together"),
        (Verdict.NEEDLESS_HOPS, "Tasks took turns they did not need"),
        (Verdict.HUNG, "Stopped answering"),
        (Verdict.NEVER_ENDS, "Would go on for ever"),
    ],
)
def test_the_headlines_of_the_design_stand(verdict: Verdict, headline: str) -> None:
    """Word for word."""
    assert wording_of(verdict).headline == headline


def test_no_two_verdicts_say_the_same() -> None:
    """Whoever reads only the headline knows which it is."""
    headlines = [wording_of(verdict).headline for verdict in Verdict]
    assert len(set(headlines)) == len(headlines)
