"""A timeline in sentences."""

from grader.model.timeline import Lane, Mark, Overlap, Span, Step, Timeline
from grader.reporters.in_words import lane_sentence, path_sentences, timeline_sentences, what_and_where


def test_a_stretch_says_who_what_when_and_where() -> None:
    """In the order of a sentence."""
    span = Span(0, 2, "blocked", "download()", 14)
    assert what_and_where("fetch", span) == "fetch blocks the thread with download() from 0 s to 2 s, line 14"


def test_of_several_sorts_only_the_kind_is_said() -> None:
    """Neither what one of them was spent on, nor where."""
    spans = (Span(0, 1, "waiting", "read()", 3), Span(1, 2, "waiting", "write()", 4))
    assert what_and_where("main", *spans) == "main waits 2 times from 0 s to 2 s"


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
        "worker waits for its turn at semaphore from 0 s to 1 s, line 3; "
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


def test_a_lane_does_not_wait_for_itself() -> None:
    """Its own turn needs no name."""
    spans = (Span(0, 1, "queued", "greet", 3),)
    assert lane_sentence(Lane("greet 2", spans)) == "greet 2 waits for its turn from 0 s to 1 s, line 3."


def test_a_print_whose_text_is_not_known_is_a_line() -> None:
    """As those of an ideal."""
    assert lane_sentence(Lane("main", (), (Mark(0.5, ""),))) == "main prints a line at 0.5 s."


def test_a_nested_lane_says_whose_it_is() -> None:
    """The lane above it that is less deep."""
    span = Span(0, 1, "waiting", "read()", 3)
    timeline = Timeline((Lane("walk 1", (span,)), Lane("walk 2", (span,), depth=1), Lane("other", (span,))), 1.0)
    assert timeline_sentences(timeline) == [
        "walk 1 waits for read() from 0 s to 1 s, line 3.",
        "walk 2, made by walk 1, waits for read() from 0 s to 1 s, line 3.",
        "other waits for read() from 0 s to 1 s, line 3.",
    ]


def test_a_lane_that_stands_for_many_is_told_by_its_borders() -> None:
    """What each of them did, the others above it say."""
    lane = Lane("look", (Span(1, 9, "waiting", "fetch()", 3), Span(2, 4, "queued", "x", 2)), alike=996)
    assert lane_sentence(lane) == "996 more like look, from 1 s to 9 s."
    assert lane_sentence(Lane("others", alike=3)) == "3 others, which take no time."


STORE = Span(2, 3, "waiting", "store()", 9)


def test_the_path_is_told_in_the_order_of_time() -> None:
    """Rounds of a loop are told once; so is what could have overlapped."""
    lanes = (Lane("fetch"), Lane("keep"))
    steps = (
        Step(0, Span(0, 2, "waiting", "download()", 7)),
        Step(1, STORE),
        Step(1, Span(3, 4, "waiting", "store()", 9)),
    )
    decided = "download() in fetch from 0 s to 2 s, line 7; then store() in keep 2 times from 2 s to 4 s, line 9."
    assert path_sentences(Timeline(lanes, 4.0, steps, (Overlap(0, 1, 2.0),))) == [
        f"What decided the 4 s: {decided}",
        "store() in line 9 could have been under way during download() in line 7, for 2 s.",
    ]


def test_what_could_have_overlapped_with_itself_is_one_sentence() -> None:
    """However often."""
    steps = tuple(Step(0, Span(n, n + 1, "waiting", "get()", 4)) for n in range(10))
    overlaps = tuple(Overlap(n, n + 1, 1.0) for n in range(9))
    assert path_sentences(Timeline((Lane("main"),), 10.0, steps, overlaps))[1:] == [
        "get() in line 4 could have been under way several at a time, for 9 s."
    ]


def test_a_long_path_is_cut() -> None:
    """Nobody reads a hundred steps."""
    steps = tuple(Step(n % 2, Span(n, n + 1, "waiting", "get()", 4)) for n in range(100))
    (sentence,) = path_sentences(Timeline((Lane("a"), Lane("b")), 100.0, steps))
    assert sentence.endswith("; and so on, 100 stretches in all.")


def test_no_path_is_not_told() -> None:
    """As of an ideal."""
    assert path_sentences(Timeline((Lane("a"),), 1.0)) == []
