"""The page about a class in a real Chromium."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.batch.conftest import School
from tests.batch.test_class_page import PASSES, page_of
from tests.reporters.html.test_in_browser import browser

__all__ = ["browser"]


def test_tables_sort_and_filter_in_a_browser(school: School, tmp_path: Path, browser: Any) -> None:
    """A click on a head sorts by it, another the other way; the field shows only what holds its text."""
    for number in range(12):
        school.hand_in(f"s{number}", two_at_once=PASSES if number % 3 == 0 else f"slow = {number}\n")
    (tmp_path / "class.html").write_text(page_of(school))
    with closing(browser.new_page()) as page:
        page.goto((tmp_path / "class.html").as_uri())
        totals = "[...document.querySelectorAll('#all tbody tr')].map(row => row.cells[3].textContent)"
        page.click("#all thead th:nth-child(4) button")
        assert page.evaluate(totals) == ["0"] * 8 + ["4"] * 4
        page.click("#all thead th:nth-child(4) button")
        assert page.evaluate(totals) == ["4"] * 4 + ["0"] * 8
        page.click("#all thead th:nth-child(1) button")
        names = page.evaluate(
            "[...document.querySelectorAll('#all tbody tr')].map(row => row.cells[0].innerText.trim())"
        )
        assert names == [f"s{number}" for number in range(12)]
        page.fill("#filter", "s11")
        assert page.locator("#all tbody tr:visible").count() == 1
        assert page.locator("#shown").inner_text() == "1 of 12"


@pytest.mark.soak
def test_a_page_of_a_thousand_students_opens_sorts_and_prints(school: School, tmp_path: Path, browser: Any) -> None:
    """In a browser, without a word on its console."""
    for number in range(1000):
        school.hand_in(f"s{number:04}", two_at_once=PASSES, at_most_four=f"slow = {number % 7}\n")
    (tmp_path / "class.html").write_text(page_of(school))
    with closing(browser.new_page()) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto((tmp_path / "class.html").as_uri())
        page.click("#all thead th:nth-child(3) button")
        assert page.locator("#all tbody tr").count() == 1000
        assert len(page.pdf(format="A4")) > 10_000
        assert said == []
