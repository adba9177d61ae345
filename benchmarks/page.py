"""How quickly a page of 64 exercises opens in a real Chromium.

    python benchmarks/page.py [ROUNDS] [--keep FILE]

Each exercise is one of the golden folders' reports in turn, and every eighth a picture as full as pictures get: twelve
lanes, thousands of spans. Needs Playwright, and a Chromium on PATH or in ONETHREAD_CHROMIUM. Times are the browser's
own, medians of the rounds, and tell of the machine's load too; CPU time is that of the page's thread.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import Page, sync_playwright

from grader.model.report import ExerciseResult, Report
from grader.model.timeline import Lane, Mark, Span, Step, Timeline
from grader.reporters.html.page import to_html
from grader.reporters.html.views import Place

EXERCISES = 64
CHROMIUM = os.environ.get("ONETHREAD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
TIMINGS = """() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
  load: performance.getEntriesByType("navigation")[0].loadEventEnd,
  elements: document.querySelectorAll("*").length,
})"""
OPEN_ALL = """() => {
  const start = performance.now();
  for (const part of document.querySelectorAll("details")) part.open = true;
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""


def big_report() -> Report:
    """A report of 64 exercises, some of them as large as they come."""
    reports = [msgspec.json.decode(path.read_bytes(), type=Report) for path in sorted(GOLDEN.glob("*/report.json"))]
    results = [report.exercises[0] for report in reports]
    many = tuple(_varied(results[number % len(results)], number) for number in range(EXERCISES))
    return msgspec.structs.replace(reports[0], exercises=many, points=0.0, max_points=3.0 * EXERCISES)


def _varied(result: ExerciseResult, number: int) -> ExerciseResult:
    timeline = _crowded() if number % 8 == 0 else result.timeline
    return msgspec.structs.replace(result, slug=f"exercise-{number}", timeline=timeline)


def _crowded() -> Timeline:
    """Twelve lanes that do many things for a short time each."""
    lanes = tuple(
        Lane(
            f"worker {lane}",
            tuple(Span(n / 50, n / 50 + 0.015, "queued" if n % 3 else "waiting", "fetch()", 12) for n in range(300)),
            tuple(Mark(n / 10, "done") for n in range(60)),
            lane % 4,
        )
        for lane in range(12)
    )
    return Timeline(lanes, 6.0, tuple(Step(n % 12, lanes[n % 12].spans[n]) for n in range(100)))


def main() -> None:
    """Measure and print a table."""
    options = _options()
    if CHROMIUM is None:
        print("there is no Chromium: pages are not measured")
        return
    report = big_report()
    started = time.process_time()
    places = {
        r.slug: Place(f"{n // 5 + 1}.{n % 5 + 1}", f"{n // 5 + 1} chapter") for n, r in enumerate(report.exercises)
    }
    text = to_html(report, places)
    written = time.process_time() - started
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = options.keep or Path(folder) / "page.html"
        file.write_text(text, encoding="utf-8")
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--disable-gpu"])
        rounds = [_opened(browser.new_page(), file) for _ in range(options.rounds)]
        browser.close()
    print(f"{EXERCISES} exercises: {len(text.encode()) / 1000:.0f} kB, {rounds[0]['elements']} elements")
    print(f"written in {written * 1000:.0f} ms of CPU time")
    for name, what in (("paint", "first paint after"), ("load", "loaded after"), ("unfold", "all unfolded after")):
        print(f"{what:>20} {statistics.median(each[name] for each in rounds):6.0f} ms")
    print(f"{'shown with':>20} {statistics.median(each['cpu'] for each in rounds):6.0f} ms of CPU time")


def _opened(page: Page, file: Path) -> dict[str, Any]:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(file.absolute().as_uri(), wait_until="load")
    page.wait_for_timeout(200)
    timings: dict[str, Any] = page.evaluate(TIMINGS)
    metrics = {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}
    timings["cpu"] = metrics["TaskDuration"] * 1000
    timings["unfold"] = page.evaluate(OPEN_ALL)
    page.close()
    return timings


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rounds", type=int, nargs="?", default=5, metavar="ROUNDS")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="where to leave the page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
