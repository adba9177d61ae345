"""The page in a real Chromium: readable in both schemes, with the keyboard, without scripts, and on paper."""

import importlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.model.report import CheckResult, CodeLine, ExerciseResult, Report
from grader.model.timeline import Lane, Mark, Overlap, Span, Step, Timeline
from grader.model.verdict import Verdict
from grader.reporters.html.page import to_html
from grader.reporters.html.views import Place
from tests.reporters.conftest import report_of
from tests.reporters.html.test_page import EVIL

# Whoever names a browser wants these tests: then nothing is a reason to leave them out.
NAMED = os.environ.get("ONETHREAD_CHROMIUM")
CHROMIUM = NAMED or shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip(
        "there is no Chromium; on Debian: apt-get install chromium, elsewhere name one in ONETHREAD_CHROMIUM",
        allow_module_level=True,
    )
if NAMED:
    playwright: Any = importlib.import_module("playwright.sync_api")
else:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright, which drives the browser, is missing")

QUIET = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
ALONE = [*QUIET, "--disable-sync", "--no-first-run"]

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of this file."""
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=ALONE, chromium_sandbox=False)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a report as a file in a window of its own; whatever it asks for or complains of is kept."""
    windows: list[Any] = []

    def opening(report: Report, *, places: dict[str, Place] | None = None, **window: Any) -> Any:
        file = tmp_path / f"page{len(windows)}.html"
        file.write_text(to_html(report, places), encoding="utf-8")
        windows.append(browser.new_context(**window))
        page = windows[-1].new_page()
        page.heard = []
        page.on("request", lambda request: page.heard.append(request.url))
        page.on("console", lambda message: page.heard.append(message.text))
        page.on("pageerror", lambda error: page.heard.append(str(error)))
        page.goto(file.as_uri())
        return page

    yield opening
    for window in windows:
        window.close()


def changed(result: ExerciseResult, **fields: Any) -> ExerciseResult:
    return msgspec.structs.replace(result, **fields)


@pytest.fixture
def colourful(sequential: ExerciseResult) -> Report:
    """Every standing, every light, every kind of bar, and a note about the definitions."""
    kinds = ("waiting", "computing", "blocked", "queued", "cancelled", "own-sleep")
    spans = tuple(Span(n, n + 1, kind, "step()", n) for n, kind in enumerate(kinds))  # type: ignore[arg-type]
    lanes = (Lane("main", spans, (Mark(1, "hello"),)), Lane("walk", spans[:1], depth=1), Lane("walk", depth=1, alike=9))
    timeline = Timeline(lanes, 6.0, (Step(1, spans[0]), *(Step(0, span) for span in spans[1:])), (Overlap(0, 1, 1.0),))
    lights = msgspec.structs.replace(sequential.lights, tidy=None)
    started = changed(sequential, timeline=timeline, elapsed=6.0, lights=lights)
    passed = changed(sequential, slug="same-thread", verdict=Verdict.PASSED, headline="Passed", checks=())
    fault = changed(sequential, slug="limits", verdict=Verdict.JUDGE_ERROR, headline="The grader failed, not you")
    to_do = changed(sequential, slug="at-most-four", verdict=None)
    report = report_of(started, passed, fault, to_do)
    return msgspec.structs.replace(report, definitions_modified=True)


@pytest.mark.parametrize("window", [{}, {"java_script_enabled": False}], ids=["scripts on", "scripts off"])
def test_it_asks_for_nothing_and_complains_of_nothing(
    open_page: Open, colourful: Report, window: dict[str, Any]
) -> None:
    """One request, for the page itself, and not a word on the console."""
    page = open_page(colourful, **window)
    assert [heard.rpartition("/")[2] for heard in page.heard] == ["page0.html"]
    assert page.locator("article").count() == 3


def test_hostile_text_runs_nothing(open_page: Open, sequential: ExerciseResult) -> None:
    """No dialog, no request, no element; the page has its own form."""
    lane = Lane(EVIL, (Span(0, 4.5, "waiting", EVIL),), (Mark(1, EVIL),))
    check = CheckResult(EVIL, "behaviour", Verdict.WRONG_RESULT, message=EVIL)
    fields = {"title": EVIL, "headline": EVIL, "summary": EVIL, "file": EVIL, "hint": EVIL}
    evil = changed(sequential, **fields, checks=(check,), timeline=Timeline((lane,), 4.5))
    page = open_page(report_of(evil))
    assert len(page.heard) == 1
    assert page.locator("script, img, [onload], [onerror]").count() == 0
    assert page.locator("article").count() == 1


CONTRASTS = (Path(__file__).parent / "contrasts.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(open_page: Open, colourful: Report, scheme: str) -> None:
    """Each text has a contrast of 4.5 at least, each shape that means something one of 3."""
    texts, shapes = open_page(colourful, color_scheme=scheme).evaluate(CONTRASTS)
    assert len(texts) > 50
    assert len(shapes) > 20
    assert [found for found in texts if found[1] < 4.5] == []
    assert [found for found in shapes if found[1] < 3] == []


def test_the_dark_scheme_is_dark_and_paper_is_not(open_page: Open, colourful: Report) -> None:
    """Whoever reads in the dark prints on white."""
    ground = "getComputedStyle(document.body).backgroundColor"
    page = open_page(colourful, color_scheme="dark")
    assert page.evaluate(ground) == "rgb(18, 23, 26)"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 36, 38)"
    assert page.evaluate(ground) == "rgba(0, 0, 0, 0)"


FOCUSED = "(document.activeElement.querySelector('title, h2') ?? document.activeElement).textContent.trim()"


def test_the_keyboard_goes_through_the_page_in_order(open_page: Open, sequential: ExerciseResult) -> None:
    """The list, then each exercise: its heading, its code, its bars, its checks, and the way back to the list."""
    passed = changed(sequential, slug="same-thread", title="Same thread", verdict=Verdict.PASSED)
    page = open_page(report_of(sequential, passed))
    stops = []
    for _ in range(13):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    assert stops[:4] == ["Skip to the first verdict", "Two at once", "Same thread", "Two at once"]
    assert stops[4].startswith("20")
    assert [stop.split(",")[0] for stop in stops[5:9]] == [
        "fetch waits for download() from 0 s to 2 s",
        "numbers waits for pause() from 2 s to 2.25 s",
        "fetch waits for download() from 0 s to 2 s",
        "numbers waits for pause() from 0 s to 0.25 s",
    ]
    assert stops[9:] == [
        "The timeline in words", "1 check passed, 1 check not decided", "all exercises", "Same thread",
    ]  # fmt: skip


def test_focus_can_be_seen(open_page: Open, sequential: ExerciseResult) -> None:
    """On links by an outline, on a bar by its edge and by what it says below."""
    page = open_page(report_of(sequential))
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    bar = page.locator(".bar[tabindex]").first
    bar.focus()
    assert bar.locator(".readout").is_visible()
    assert bar.locator(".readout").text_content() == "fetch waits for download() from 0 s to 2 s, line 7"


def test_folding_works_without_scripts(open_page: Open, sequential: ExerciseResult) -> None:
    """What passed opens when asked, by pointer or by keyboard."""
    passed = changed(sequential, slug="same-thread", verdict=Verdict.PASSED)
    page = open_page(report_of(sequential, passed), java_script_enabled=False)
    second = page.locator("article").nth(1)
    assert not second.locator(".sentence").is_visible()
    second.locator("summary").first.press("Enter")
    assert second.locator(".sentence").is_visible()


def test_a_link_of_the_list_opens_what_it_leads_to(open_page: Open, sequential: ExerciseResult) -> None:
    """Though it was folded."""
    passed = changed(sequential, slug="same-thread", title="Same thread", verdict=Verdict.PASSED)
    page = open_page(report_of(sequential, passed), java_script_enabled=False)
    page.get_by_role("link", name="Same thread").click()
    assert page.locator("#same-thread .sentence").is_visible()


def test_paper_shows_what_was_folded(open_page: Open, sequential: ExerciseResult) -> None:
    """And the page prints."""
    passed = changed(sequential, slug="same-thread", verdict=Verdict.PASSED)
    page = open_page(report_of(sequential, passed))
    assert not page.locator("#same-thread .sentence").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#same-thread .sentence").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_code_on_paper_keeps_its_lines(open_page: Open, sequential: ExerciseResult) -> None:
    """A line that has room beside its note is one line."""
    page = open_page(report_of(sequential), viewport={"width": 700, "height": 900})
    page.emulate_media(media="print")
    heights = "[...document.querySelectorAll('.lines tr')].map(row => row.getBoundingClientRect().height)"
    assert max(page.evaluate(heights)) < 40


@pytest.mark.parametrize("width", [320, 400, 1000])
def test_a_note_can_be_seen_beside_the_longest_line(open_page: Open, sequential: ExerciseResult, width: int) -> None:
    """Without scrolling the code."""
    long = CodeLine(21, "    result = await gather(" + "one(), " * 12 + ")", "2 s to 4.5 s", marked=True)
    page = open_page(report_of(changed(sequential, excerpt=(long,))), viewport={"width": width, "height": 800})
    box = page.get_by_text("2 s to 4.5 s", exact=True).first.bounding_box()
    assert 0 <= box["x"] <= width - box["width"]


@pytest.mark.parametrize("width", [320, 400, 1000])
def test_nothing_sticks_out_at_the_side(open_page: Open, colourful: Report, width: int) -> None:
    """On a phone as on a desk, words that never end break, and only code scrolls, within its box."""
    long = "word" * 60
    first = colourful.exercises[0]
    check = CheckResult(long, "behaviour", Verdict.WRONG_RESULT, message=long, file=long, line=1)
    lane = Lane(long, (Span(0, 6, "waiting", long, 1),))
    fields = {"title": long, "headline": long, "summary": f"{long} `{long}`", "file": long, "hint": long, "slug": long}
    endless = changed(
        first,
        **fields,
        checks=(check,),
        excerpt=(CodeLine(1, long, long, marked=True),),
        timeline=Timeline((lane,), 6.0),
    )
    report = msgspec.structs.replace(colourful, exercises=(endless, *colourful.exercises), python=long)
    page = open_page(report, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 1000])
def test_a_line_number_stays_in_one_line(open_page: Open, sequential: ExerciseResult, width: int) -> None:
    """However narrow its column."""
    excerpt = tuple(msgspec.structs.replace(line, number=line.number + 12000) for line in sequential.excerpt)
    page = open_page(report_of(changed(sequential, excerpt=excerpt)), viewport={"width": width, "height": 800})
    text = "getComputedStyle(document.querySelector('.lines th')).lineHeight"
    heights = "[...document.querySelectorAll('.lines th')].map(cell => cell.getClientRects()[0].height)"
    tallest = max(page.evaluate(heights))
    assert tallest < 1.5 * float(page.evaluate(text).removesuffix("px"))


def test_screen_readers_find_their_way(open_page: Open, colourful: Report) -> None:
    """Headings in order, one main part, named regions, and a name for every bar."""
    page = open_page(colourful)
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("heading", level=1).text_content() == "1 of 4 exercises passed"
    assert page.get_by_role("navigation", name="Exercises").count() == 1
    assert page.get_by_role("article", name="Two at once").count() == 3
    assert page.get_by_role("img", name="main blocks the thread with step() from 2 s to 3 s, line 2").count() == 1


def test_sixty_four_exercises_open_at_once(open_page: Open, sequential: ExerciseResult) -> None:
    """All of them are there when the page has loaded, in few enough elements to feel light."""
    many = [changed(sequential, slug=f"exercise-{n}") for n in range(64)]
    page = open_page(report_of(*many), places={r.slug: Place("1.1", "1 one-thread") for r in many})
    assert page.locator("article").count() == 64
    assert page.evaluate("document.querySelectorAll('*').length") < 64 * 400
