"""What learners and authors read: README.md, hints.md and DESIGN.md."""

import ast
import re
from collections.abc import Container, Iterator

from grader.authoring.answers import answers_of, reference_of
from grader.authoring.check_file import CheckFile, Touched
from grader.authoring.problem import Problem, line_of
from grader.catalog.exercise import Exercise

CALLED = "## What the checks call"
REASONS = "## Why each wrong submission gets its verdict"

_NAME = re.compile(r"`([A-Za-z_]\w*)[^`]*`")
_ROW = re.compile(r"\|([^|]*)\|")
_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_TRIVIAL = 12  # signs without the spaces: shorter lines, such as `await task`, stand in every text about the matter


def check_readme(exercise: Exercise) -> Iterator[Problem]:
    """The section that says which names the checks rely on names just those."""
    readme = exercise.paths.readme
    if CALLED not in _lines(exercise.readme):
        yield Problem(readme, None, f"has no section `{CALLED}`", "Add it, with an item for each name: * `main`: …")
        return
    said = _names_said(exercise.readme)
    touched = CheckFile(exercise.paths.checks).touched_on_submission()
    for name in sorted({*touched, exercise.manifest.entry} - {*said}):
        where = _where_touched(exercise, touched.get(name))
        what = f"does not say that the checks call `{name}` ({where})"
        yield Problem(readme, line_of(exercise.readme, CALLED), what, f"Add an item: * `{name}`: what is asked of it.")
    for name in sorted({*said} - {*touched, exercise.manifest.entry}):
        yield Problem(readme, said[name], f"says that the checks call `{name}`, and none does", "Remove that item.")


def check_hints(exercise: Exercise) -> Iterator[Problem]:
    """Three hints, none of which gives the solution away."""
    path, text = exercise.paths.hints, exercise.paths.hints.read_text(encoding="utf-8")
    hints = [hint for hint in exercise.hints if hint]
    if len(hints) != 3:
        what = f"holds {len(hints)} of three hints"
        yield Problem(
            path, None, what, "Write `## 1` (a question), `## 2` (a pointer) and `## 3` (nearly the solution)."
        )
    given = list(_lines_given_away(exercise, text))
    yield from given
    yield from _fences_with_the_solution(exercise, text, {problem.line for problem in given})


def check_design(exercise: Exercise) -> Iterator[Problem]:
    """Each wrong submission has its reason."""
    path = exercise.folder / "DESIGN.md"
    if not path.is_file():
        return
    text = path.read_text(encoding="utf-8")
    wrong = {answer.path.stem: answer for answer in answers_of(exercise) if answer.kind == "wrong"}
    for name, answer in wrong.items():
        if f"`{name}`" not in text:
            what = f"does not say why `{name}` gets `{answer.expected}`"
            yield Problem(path, None, what, f"Add a row for it to the table of wrong submissions: | `{name}` | …")
    filed = {path.stem for path in exercise.paths.solution.glob("wrong/*/*.py")}
    for name, line in _rows_of_design(text).items():
        if name not in filed:
            what = f"says why `{name}` gets its verdict, and there is no such wrong submission"
            yield Problem(path, line, what, "Remove that row, or file the submission.")


def _rows_of_design(text: str) -> dict[str, int]:
    """The submissions that the table tells of, each with its line."""
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines, 1) if line.rstrip() == REASONS), len(lines))
    end = next((number for number, line in enumerate(lines[start:], start) if line.startswith("## ")), len(lines))
    rows = ((number, _ROW.match(line)) for number, line in enumerate(lines[start:end], start + 1))
    return {name: number for number, row in rows if row for name in _NAME.findall(row[1])}


def _names_said(readme: str) -> dict[str, int]:
    """The names at the head of the section's items, each with its line."""
    said: dict[str, int] = {}
    lines = _lines(readme)
    start = lines.index(CALLED) + 1
    for number, line in enumerate(lines[start:], start + 1):
        if line.startswith("## "):
            break
        if line.startswith(("* ", "- ")):
            said.update((name, number) for name in _NAME.findall(line.partition(":")[0]))
    return said


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


def _lines_given_away(exercise: Exercise, text: str) -> Iterator[Problem]:
    lines = _telling_lines(exercise)
    for number, line in enumerate(text.splitlines(), 1):
        for told in (told for told in lines if told in _bare(line)):
            what, remedy = f"gives away a line of the reference: {lines[told]}", "Say in words what it does"
            yield Problem(exercise.paths.hints, number, what, f"{remedy}; a hint may be nearly the solution, not it.")


def _where_touched(exercise: Exercise, touched: Touched | None) -> str:
    return f"{exercise.paths.checks.name}, line {touched.line}" if touched else "it is the manifest's `entry`"


def _telling_lines(exercise: Exercise) -> dict[str, str]:
    """Lines inside the reference's functions that the stub does not have, without their spaces."""
    reference = reference_of(exercise)
    text = _text_of_code(reference.read_text(encoding="utf-8")) if reference.is_file() else None
    if text is None or not exercise.paths.stub.is_file():
        return {}
    known = {_bare(line) for line in exercise.paths.stub.read_text(encoding="utf-8").splitlines()}
    bare = {_bare(line): line.strip() for line in text}
    return {short: line for short, line in bare.items() if len(short) >= _TRIVIAL and short not in known}


def _text_of_code(text: str) -> list[str] | None:
    """The first lines of the statements inside functions."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return None
    lines = text.splitlines()
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = [node for function in functions for node in ast.walk(function) if isinstance(node, ast.stmt)]
    return [lines[node.lineno - 1] for node in inside if node not in functions and not _is_text(node)]


def _fences_with_the_solution(exercise: Exercise, text: str, told: Container[int | None]) -> Iterator[Problem]:
    """Statements that are spread or put together otherwise; of a block with a line that was told, nothing more."""
    solution = (
        _statements(reference_of(exercise).read_text(encoding="utf-8")) if reference_of(exercise).is_file() else {}
    )
    known = _statements(exercise.paths.stub.read_text(encoding="utf-8")) if exercise.paths.stub.is_file() else {}
    for fence in _FENCE.finditer(text):
        line, last = (text.count("\n", 0, place) + 1 for place in fence.span())
        if any(number in told for number in range(line, last + 1)):
            continue
        for statement in _statements(fence.group(1)).keys() & (solution.keys() - known.keys()):
            what = f"gives away a statement of the reference: {solution[statement]}"
            yield Problem(exercise.paths.hints, line, what, "Show it with other names, or say it in words.")


def _statements(code: str) -> dict[str, str]:
    """Statements of more than trivial length, by what they mean."""
    try:
        nodes = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.stmt)]
    except SyntaxError:
        return {}
    spelled = {ast.dump(node): ast.unparse(node).splitlines()[0] for node in nodes if not _is_told(node)}
    return {dump: text for dump, text in spelled.items() if len(_bare(text)) >= _TRIVIAL}


def _is_told(node: ast.stmt) -> bool:
    """Texts, and the imports, which the README names anyway."""
    return _is_text(node) or isinstance(node, ast.Import | ast.ImportFrom)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _bare(line: str) -> str:
    return "".join(line.split())
