"""One exercise in full: what is the matter, why, where, the picture of time, the four lights, what to do next."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from grader.model.report import CodeLine, ExerciseResult
from grader.model.safe_text import safe_line
from grader.model.units import seconds
from grader.model.verdict import Verdict
from grader.reporters.terminal.screen import Glyphs, Screen
from grader.reporters.terminal.timeline import MAX_LANES, draw_timelines, first_column, legend, painted
from grader.reporters.terminal.wrapping import cut, ends, flowing, wrapped

GOOD, BAD, ASIDE, COMMAND = "green", "red", "dim", "cyan"

_HINTS = 3
_BEFORE_CODE = 8


def verdict_view(result: ExerciseResult, screen: Screen) -> list[Text]:
    """Everything that a learner needs to know of one exercise, in lines."""
    blocks = (
        _heading(result, screen),
        wrapped(result.summary, screen.width) if result.summary else [],
        list(_excerpt(result, screen)),
        list(_picture(result, screen)),
        _lights(result, screen),
        list(_next_step(result, screen)),
    )
    lines: list[Text] = []
    for block in blocks:
        lines += [Text(), *block] if lines and block else block
    return lines


def style_of(verdict: Verdict | None) -> str:
    """Red is for what the learner can mend, and for nothing else."""
    if verdict is Verdict.PASSED:
        return GOOD
    return ASIDE if verdict is None else "magenta" if verdict is Verdict.JUDGE_ERROR else BAD


def times_of(result: ExerciseResult, arrow: str) -> str:
    """How long it took, and where that differs, how long it takes when done well."""
    if result.elapsed is None:
        return ""
    if result.elapsed == result.target:
        return seconds(result.elapsed)
    return f"{seconds(result.elapsed)} {arrow} {seconds(result.target)}"


def _heading(result: ExerciseResult, screen: Screen) -> list[Text]:
    name = Text(f"{safe_line(result.slug, 60):<16}  ", "bold")
    headline = Text(safe_line(result.headline, 200), f"bold {style_of(result.verdict)}")
    times = Text(times_of(result, screen.glyphs.arrow))
    if name.cell_len + headline.cell_len + times.cell_len + 2 <= screen.width:
        return ends(name + headline, times, screen.width)
    return [*ends(name, times, screen.width), *wrapped(headline.plain, screen.width, 0, str(headline.style))]


def _excerpt(result: ExerciseResult, screen: Screen) -> Iterator[Text]:
    if not result.excerpt:
        return
    yield Text(f"     {cut(safe_line(result.file), screen.width - 5, screen.glyphs.cut)}", ASIDE)
    digits = max(2, *(len(str(line.number)) for line in result.excerpt))
    room = screen.width - _BEFORE_CODE - digits
    texts = [cut(safe_line(line.text.rstrip(), 400), room, screen.glyphs.cut) for line in result.excerpt]
    column = max((cell_len(text) for text, line in zip(texts, result.excerpt, strict=True) if line.note), default=0)
    for text, line in zip(texts, result.excerpt, strict=True):
        yield from _code_line(line, text, digits, min(column + 4, room), screen)


def _code_line(line: CodeLine, text: str, digits: int, column: int, screen: Screen) -> Iterator[Text]:
    sign, style = (">", "bold") if line.marked else (" ", "")
    code = Text.assemble(f"  {sign}  ", (f"{line.number:>{digits}}", style or ASIDE), "   ", (text, style))
    note = Text(safe_line(line.note, 200), COMMAND)
    beside = _BEFORE_CODE + digits + column
    if not line.note:
        yield code
    elif beside + note.cell_len <= screen.width and code.cell_len < beside:
        yield code + Text(" " * (beside - code.cell_len)) + note
    else:
        yield code
        yield from wrapped(line.note, screen.width, _BEFORE_CODE + digits + 4, COMMAND)


def _picture(result: ExerciseResult, screen: Screen) -> Iterator[Text]:
    if result.timeline is None or not result.timeline.lanes:
        return
    titled = [("yours", result.timeline)]
    if result.ideal is not None and result.verdict is not Verdict.PASSED:
        titled.append(("possible", result.ideal))
    axis, *lanes = draw_timelines(titled, screen.width, screen.glyphs)
    yield Text(axis, ASIDE)
    mine = min(len(result.timeline.lanes), MAX_LANES + 1)
    yield from (painted(lane, first_column(axis), screen.glyphs) for lane in lanes[:mine])
    yield from (Text(lane, GOOD) for lane in _with_saving(lanes[mine:], result, screen.width))
    meanings = legend([timeline for _, timeline in titled], screen.glyphs)
    yield from flowing((painted(each, 0, screen.glyphs) for each in meanings), screen.width, 3)


def _with_saving(lanes: list[str], result: ExerciseResult, width: int) -> list[str]:
    """Beside the last lane of what is possible: what it would save."""
    saved = (result.elapsed or 0.0) - result.target
    note = f"  {seconds(saved)} saved"
    if not lanes or saved <= 0 or len(lanes[-1]) + len(note) > width:
        return lanes
    return [*lanes[:-1], lanes[-1] + note]


def _lights(result: ExerciseResult, screen: Screen) -> list[Text]:
    lights = result.lights
    if (lights.result, lights.one_thread, lights.tidy) == (None, None, None):
        return []
    named = (("result", lights.result), ("one thread", lights.one_thread), ("tidy", lights.tidy), ("time", lights.time))
    shown = [_light(name, state, screen.glyphs) for name, state in named]
    shown[-1].append(_time_beside(result))
    return flowing(shown, screen.width)


def _light(name: str, state: bool | None, glyphs: Glyphs) -> Text:
    sign, style = {True: (glyphs.right, GOOD), False: (glyphs.wrong, f"bold {BAD}"), None: (glyphs.unknown, ASIDE)}[
        state
    ]
    return Text.assemble(f"{name} ", (sign, style))


def _time_beside(result: ExerciseResult) -> str:
    if result.elapsed is None:
        return ""
    if result.lights.time is not False or result.elapsed == result.target:
        return f" {seconds(result.elapsed)}"
    verb = "can be" if result.elapsed > result.target else "takes"
    return f" {seconds(result.elapsed)}, {verb} {seconds(result.target)}"


def _next_step(result: ExerciseResult, screen: Screen) -> Iterator[Text]:
    verdict = Text(f"[{result.verdict or 'to do'}]", ASIDE)
    if result.hint and result.verdict is not Verdict.PASSED:
        yield from wrapped(result.hint, screen.width)
    for check in result.checks:
        if check.seed is not None and check.verdict is not Verdict.PASSED:
            yield _command("the same run again", screen.commands.again(result.slug, check.seed))
            break
    if result.verdict is Verdict.PASSED:
        yield _command("compare", screen.commands.verb("solution", result.slug))
        yield from ends(_command("go on", screen.commands.verb("next")), verdict, screen.width)
    elif result.verdict is Verdict.JUDGE_ERROR:
        yield from ends(_command("look at the machine", screen.commands.verb("doctor")), verdict, screen.width)
    else:
        hint = _command(f"hint 1 of {_HINTS}", screen.commands.verb("hint", result.slug))
        yield from ends(hint, verdict, screen.width)


def _command(label: str, command: str) -> Text:
    return Text.assemble(f" {label}: ", (command, COMMAND))
