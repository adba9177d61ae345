"""What a learner wrote, made safe to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model.safe_text import safe_cell, safe_line, safe_text


@given(st.text(max_size=300), st.integers(min_value=5, max_value=100))
def test_a_line_is_one_line_of_visible_characters_within_its_limit(text: str, limit: int) -> None:
    """Whatever comes in."""
    shown = safe_line(text, limit)
    assert len(shown) <= limit
    assert shown.isprintable()
    shown.encode("utf-8")


@given(st.text(max_size=300))
def test_a_text_keeps_its_line_breaks_and_nothing_else_that_moves_the_cursor(text: str) -> None:
    """Each of its lines is safe."""
    for line in safe_text(text).split("\n"):
        assert line == safe_line(line)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain ünïcode 漢字", "plain ünïcode 漢字"),
        ("\x1b[31mred\x1b]0;title\x07", "\\x1b[31mred\\x1b]0;title\\x07"),
        ("abc\rxyz", "abc\\rxyz"),
        ("two\nlines", "two\\nlines"),
        ("a\tb", "a    b"),
        ("user\u202egnp.exe", "user\\u202egnp.exe"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("lone \ud800", "lone \\ud800"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u2028b", "a\\u2028b"),
        ("no-break\xa0space", "no-break\\xa0space"),
    ],
)
def test_what_would_act_on_a_terminal_is_shown_as_an_escape(text: str, shown: str) -> None:
    """Escapes, control characters, bidi controls, invisible signs, surrogates."""
    assert safe_line(text) == shown


def test_marks_do_not_pile_up_on_a_letter() -> None:
    """A letter under a hundred accents would cover the lines around it."""
    assert safe_line("a" + "\u0301" * 100) == "a" + "\u0301" * 3


def test_what_is_cut_says_so() -> None:
    """A long text ends in a sign."""
    assert safe_line("x" * 5000).endswith("[…]")
    assert safe_text("line\n" * 5000).endswith("[…]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", "\\x3a:error::x"),
        ("  ::set-output name=a::1", "  \\x3a:set-output name=a::1"),
        ("a ::add-mask::b", "a \\x3a:add-mask::b"),
        ("x ##[group]y ##vso[task]", "x \\x23#[group]y \\x23#vso[task]"),
        ("numbers[::2] and a::b", "numbers[::2] and a::b"),
        ("ä ::warning::x", "ä \\x3a:warning::x"),
    ],
)
def test_what_would_command_a_ci_service_is_shown_as_an_escape(text: str, shown: str) -> None:
    """At the start of a line, and where wrapping could make one; ordinary slices stay."""
    assert safe_line(text) == shown


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "  =1", "\t=1", "\r=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(text: str) -> None:
    """A spreadsheet shows it as text."""
    assert safe_cell(text)[0] in "'\\"


def test_an_ordinary_cell_stays() -> None:
    """Names and numbers are not touched."""
    assert safe_cell("Ada 3.0") == "Ada 3.0"
