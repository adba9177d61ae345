"""A timeline in sentences."""

from grader.model.timeline import Lane, Mark, Span, Timeline
from grader.reporters.in_words import lane_sentence, timeline_sentences, what_and_where


def test_a_stretch_says_who_what_when_and_where() -> None:
    """In the order of a sentence."""
    span = Span(0, 2, "blocked", "download()", 14)
    assert what_and_where("fetch", span) == "fetch blocks the thread with download() from 0 s to 2 s, line 14"


def test_what_repeats_is_told_once() -> None:
    """Ten pauses at one line are one part of the sentence."""
    pauses = tuple(Span(n * 0.25, n * 0.25 + 0.25, "waiting", "pause()", 12) for n in range(10))
    marks = tuple(Mark(n * 0.25, str(n)) for n in range(10))
    assert lane_sentence(Lane("numbers", pauses, marks)) == (
        "numbers waits for pause() 10 times from 0 s to 2.5 s, line 12; "
        "prints 10 lines, the first at 0 s, the last at 2.25 s."
    )


def test_few_prints_are_quoted() -> None:
    """With their instants."""
    lane = Lane("main", (), (Mark(0.5, "hello"),))
    assert lane_sentence(lane) == 'main prints "hello" at 0.5 s.'


def test_each_kind_has_its_own_words() -> None:
    """Told one after the other, as they came."""
    spans = (
        Span(0, 1, "queued", "semaphore", 3),
        Span(1, 2, "computing", "burn()", 4),
        Span(2, 3, "own-sleep", "", 5),
        Span(3, 4, "cancelled", "get()"),
    )
    assert lane_sentence(Lane("worker", spans)) == (
        "worker is ready and not running yet, for semaphore from 0 s to 1 s, line 3; "
        "computes in burn() from 1 s to 2 s, line 4; sleeps of its own accord from 2 s to 3 s, line 5; "
        "waits for get() until it is cancelled from 3 s to 4 s."
    )


def test_a_long_lane_is_cut_short() -> None:
    """After six stretches their number is enough."""
    spans = tuple(Span(n, n + 1, "waiting", f"step_{n}()") for n in range(9))
    assert lane_sentence(Lane("main", spans)).endswith("; and so on, 9 stretches in all, until 9 s.")


def test_a_lane_without_anything_is_still_named() -> None:
    """It was there."""
    assert timeline_sentences(Timeline((Lane("idle"),), 1.0)) == ["idle takes no time."]


def test_what_a_learner_named_stays_in_its_line() -> None:
    """Line breaks and controls become visible."""
    said = lane_sentence(Lane("a\nb\x1b[2J", (Span(0, 1, "waiting", "x\u202e()"),)))
    assert said == r"a\nb\x1b[2J waits for x\u202e() from 0 s to 1 s."
