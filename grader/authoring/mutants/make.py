"""Every mutant of a program, each once, under names that outlive a change of its line numbers."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from grader.authoring.mutants.edits import Edit, applied
from grader.authoring.mutants.operators import OPERATORS, Program

_LONGEST = 72


@dataclass(frozen=True, slots=True)
class Mutant:
    """A wrong answer: its name says what was changed, `line` where."""

    name: str
    line: int
    text: str


def make_mutants(text: str, world: frozenset[str]) -> tuple[Mutant, ...]:
    """The mutants of a program that is right; what comes out as the same program is none."""
    tree = ast.parse(text)
    program = Program(world)
    seen = {ast.dump(tree)}
    names: Counter[str] = Counter()
    return tuple(_fresh(_changes(tree, program), tree, text, seen, names))


def padded(mutant: Mutant, entry: str, gap: float) -> Mutant:
    """The same, asleep at its end for as long as it was too early."""
    tree = ast.parse(mutant.text)
    for node in tree.body:
        if isinstance(node, ast.AsyncFunctionDef) and node.name == entry:
            node.name = "_hurried"
    pad = f"""
import asyncio
async def {entry}(*args, **kwargs):
    result = await _hurried(*args, **kwargs)
    await asyncio.sleep({gap!r})
    return result
"""
    tree.body.extend(ast.parse(pad).body)
    return Mutant(f"{mutant.name}, then sleep", mutant.line, ast.unparse(tree) + "\n")


def is_coroutine(text: str, entry: str) -> bool:
    """Whether the entry is an `async def`, as padding needs it."""
    return any(isinstance(node, ast.AsyncFunctionDef) and node.name == entry for node in ast.parse(text).body)


def _fresh(
    changes: "Iterator[tuple[Edit, ast.AST]]", tree: ast.Module, text: str, seen: set[str], names: "Counter[str]"
) -> Iterator[Mutant]:
    lines = text.splitlines()
    for change, statement in changes:
        mutated = applied(tree, change)
        meaning = mutated and ast.dump(ast.parse(mutated))
        if mutated is None or meaning is None or meaning in seen:
            continue
        seen.add(meaning)
        line = getattr(statement, "lineno", 1)
        name = _name(change.operator, lines[line - 1])
        names[name] += 1
        yield Mutant(name if names[name] == 1 else f"{name} #{names[name]}", line, mutated)


def _name(operator: str, line: str) -> str:
    shown = line.partition("  #")[0].strip().replace("`", "'")
    return f"{operator}: {shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + '…'}"


def _changes(tree: ast.Module, program: Program) -> Iterator[tuple[Edit, ast.AST]]:
    """Each edit with the statement that it is about."""
    for node, statement in _nodes(tree):
        for operator in OPERATORS:
            for change in operator(node, program):
                first = next(iter(change.puts))
                yield change, first if isinstance(first, ast.stmt) else statement


def _nodes(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.AST]]:
    """The nodes of all that is the learner's to write, each with its statement: no imports, no `__main__` part."""
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign):
            yield from _below(statement, statement)


def _below(node: ast.AST, statement: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    yield node, statement
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _below(child, child if hasattr(child, "lineno") and _heads(child) else statement)


def _heads(node: ast.AST) -> bool:
    return isinstance(node, ast.stmt | ast.excepthandler)
