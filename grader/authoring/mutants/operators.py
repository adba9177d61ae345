"""The changes: each operator looks at one node and yields what it could become.

Adding one: a function from a node and the `Program` it stands in to edits, and a line in `OPERATORS`. Its name is what
authors read and write in DESIGN.md, so a name never changes.
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from grader.authoring.mutants.edits import Edit, edit
from grader.judge.world import BLOCKING_SUFFIX

_AWAITED_AT_ONCE = """
async def _awaited_at_once(task):
    await task
    return task
"""
_BOUNDED = frozenset({"Queue", "LifoQueue", "PriorityQueue", "Semaphore", "BoundedSemaphore"})
_NO_BOUND = 1_000_000
_TURNED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}


@dataclass(frozen=True)
class Program:
    """What an operator may know beside the node: the names that the world offers."""

    world: frozenset[str]


Operator = Callable[[ast.AST, Program], Iterator[Edit]]


# Tasks and waits


def drop_await(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.Await):
        yield edit("drop-await", node, node.value)


def await_at_creation(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if _calls(node, "create_task") and isinstance(node, ast.Call):
        waiting = ast.Await(_call("_awaited_at_once", node))
        yield edit("await-at-creation", node, waiting, _AWAITED_AT_ONCE)


def never_start(node: ast.AST, _program: Program) -> Iterator[Edit]:
    """The coroutine stays one, and is awaited where the task would have been."""
    if isinstance(node, ast.Call) and _calls(node, "create_task") and node.args:
        yield edit("never-start", node, node.args[0])


def do_not_keep(node: ast.AST, _program: Program) -> Iterator[Edit]:
    """The task goes, and with it the statement that awaits it; where it is used otherwise, keeping it is no choice."""
    for body in _bodies(node):
        for statement in body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if _calls(value, "create_task"):
                    uses = [each for each in _walk(body) if isinstance(each, ast.Name) and each.id == name]
                    awaits = [each for each in _walk(body) if _is_await_of(each, name)]
                    if len(uses) == len(awaits) + 1:
                        dropped: dict[ast.AST, Sequence[ast.stmt]] = {each: [ast.Pass()] for each in awaits}
                        yield Edit("do-not-keep", {statement: [ast.Expr(value)], **dropped})
                case ast.Expr(value=ast.Call(func=ast.Attribute(attr="add" | "append"), args=[made])) if _calls(
                    made, "create_task"
                ):
                    yield edit("do-not-keep", statement, [ast.Expr(made)])


def run_in_turn(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if not (isinstance(node, ast.Await) and isinstance(node.value, ast.Call) and _calls(node.value, "gather")):
        return
    arguments = node.value.args
    if len(arguments) == 1 and isinstance(arguments[0], ast.Starred):
        each = ast.comprehension(ast.Name("_each", ast.Store()), arguments[0].value, [], 0)
        yield edit("run-in-turn", node, ast.ListComp(ast.Await(ast.Name("_each")), [each]))
    elif arguments and not any(isinstance(argument, ast.Starred) for argument in arguments):
        yield edit("run-in-turn", node, ast.List([ast.Await(argument) for argument in arguments]))


def swap_arguments(node: ast.AST, _program: Program) -> Iterator[Edit]:
    """Only where somebody takes the results: else no order of them is wrong."""
    if isinstance(node, ast.Expr | ast.Await):
        return
    for child in ast.iter_child_nodes(node):
        gathering = child.value if isinstance(child, ast.Await) else child
        match gathering:
            case ast.Call(args=[ast.Starred(value=several)]) if _calls(gathering, "gather"):
                backwards = ast.Starred(_call("reversed", _call("list", several)))
                yield edit("swap-arguments", gathering, ast.Call(gathering.func, [backwards], gathering.keywords))
            case ast.Call(args=[first, second, *others]) if _calls(gathering, "gather"):
                swapped = [second, first, *others]
                yield edit("swap-arguments", gathering, ast.Call(gathering.func, swapped, gathering.keywords))


def block(node: ast.AST, program: Program) -> Iterator[Edit]:
    match node:
        case ast.Await(
            value=ast.Call(
                func=ast.Attribute(value=ast.Name(id="asyncio"), attr="sleep") | ast.Name(id="sleep"), args=[time, *_]
            )
        ) if "sleep" not in program.world:
            sleep = ast.Attribute(ast.Name("time"), "sleep")
            yield edit("block", node, ast.Call(sleep, [time], []), "import time")
        case ast.Await(value=ast.Call(func=ast.Name(id=name), args=arguments, keywords=keywords)):
            twin = f"{name}{BLOCKING_SUFFIX}"
            if twin in program.world:
                call = ast.Call(ast.Name(twin), arguments, keywords)
                yield edit("block", node, call, f"from world import {twin}")


def drop_shield(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.Call) and _calls(node, "shield") and node.args:
        yield edit("drop-shield", node, node.args[0])


# Clean-up and exceptions


def drop_finally(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.Try) and node.finalbody:
        rest = [ast.Try(node.body, node.handlers, node.orelse, [])] if node.handlers else node.body
        yield edit("drop-finally", node, rest)


def finally_only_if_well(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.Try) and node.finalbody and not node.handlers:
        yield edit("finally-only-if-well", node, [*node.body, *node.finalbody])


def widen_except(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.ExceptHandler) and node.type is not None:
        for wider in ("Exception", "BaseException"):
            yield edit(f"widen-to-{wider}", node, ast.ExceptHandler(ast.Name(wider), node.name, node.body))


def drop_handler(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.Try) and node.handlers and not node.finalbody:
        yield edit("drop-except", node, [*node.body, *node.orelse])


# Locks and limits


def leave_lock(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.AsyncWith | ast.With) and not any(item.optional_vars for item in node.items):
        yield edit("drop-with", node, node.body)


def move_out_of_lock(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.AsyncWith | ast.With) and len(node.body) > 1:
        first, last = node.body[0], node.body[-1]
        if not any(item.optional_vars for item in node.items):
            yield edit("move-first-out", node, [first, type(node)(node.items, node.body[1:])])
        yield edit("move-last-out", node, [type(node)(node.items, node.body[:-1]), last])


def move_into_lock(node: ast.AST, program: Program) -> Iterator[Edit]:
    """What takes no time may as well stand inside, before the block as behind it.

    Behind a block with a name, such as that of a task group, it may be the end of the block that it has to wait for.
    """
    for body in _bodies(node):
        for place, statement in enumerate(body):
            if not isinstance(statement, ast.AsyncWith | ast.With):
                continue
            if place and _takes_time(body[place - 1], program):
                inside = type(statement)(statement.items, [body[place - 1], *statement.body])
                yield Edit("move-in-before", {body[place - 1]: [ast.Pass()], statement: [inside]})
            named = any(item.optional_vars for item in statement.items)
            if place + 1 < len(body) and (named or _takes_time(body[place + 1], program)):
                inside = type(statement)(statement.items, [*statement.body, body[place + 1]])
                yield Edit("move-in-after", {body[place + 1]: [ast.Pass()], statement: [inside]})


def unbound(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.Call) and _is_bounded(node) and (node.args or node.keywords):
        yield edit("unbound", node, ast.Call(node.func, [ast.Constant(_NO_BOUND)], []))


def change_limit(node: ast.AST, program: Program) -> Iterator[Edit]:
    """A limit that the world names is a number like any other."""
    match node:
        case (
            ast.Call(args=[ast.Name(id=name) as limit])
            | ast.Call(args=[], keywords=[ast.keyword(value=ast.Name(id=name) as limit)])
        ) if name in program.world and _counts(node):
            yield edit("one-more", limit, ast.BinOp(limit, ast.Add(), ast.Constant(1)))
            yield edit("one-less", limit, ast.BinOp(limit, ast.Sub(), ast.Constant(1)))


def change_number(node: ast.AST, _program: Program) -> Iterator[Edit]:
    match node:
        case ast.Constant(value=bool()):
            return
        case ast.Constant(value=int(number)):
            yield edit("one-more", node, ast.Constant(number + 1))
            if number > 0:
                yield edit("one-less", node, ast.Constant(number - 1))
        case ast.Constant(value=float(number)):
            yield edit("twice", node, ast.Constant(number * 2))
            yield edit("half", node, ast.Constant(number / 2))


# Work left out, done twice, or handed back wrongly


def drop_statement(node: ast.AST, _program: Program) -> Iterator[Edit]:
    match node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="cancel"))):
            yield edit("drop-cancel", node, [ast.Pass()])
        case ast.Expr() if not _is_text(node):
            yield edit("drop-call", node, [ast.Pass()])
        case ast.AugAssign() | ast.Delete() | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield edit("drop-update", node, [ast.Pass()])
        case ast.Break() | ast.Continue() | ast.Raise():
            yield edit("drop-jump", node, [ast.Pass()])


def lose_result(node: ast.AST, _program: Program) -> Iterator[Edit]:
    match node:
        case ast.Assign(targets=[ast.Name() as name], value=ast.Await() | ast.Call() as value):
            nothing = ast.Assign([name], ast.Constant(None), lineno=node.lineno)
            yield edit("lose-result", node, [ast.Expr(value), nothing])


def stop_after_one(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.For | ast.AsyncFor):
        yield edit("stop-after-one", node.body[-1], [node.body[-1], ast.Break()])


def skip_one(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.For) or (isinstance(node, ast.comprehension) and not node.is_async):
        rest = ast.Subscript(_call("list", node.iter), ast.Slice(ast.Constant(1)))
        yield edit("skip-one", node.iter, rest)


def ask_twice(node: ast.AST, program: Program) -> Iterator[Edit]:
    """The world is asked again, and the second answer counts."""
    called = node.value if isinstance(node, ast.Await) else node
    match called:
        case ast.Call(func=ast.Name(id=name)) if name in program.world and (
            isinstance(node, ast.Await) or name == "burn"
        ):
            assert isinstance(node, ast.expr)
            yield edit("ask-twice", node, ast.Subscript(ast.Tuple([node, node]), ast.Constant(1)))


def return_else(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        yield edit("return-nothing", node, [ast.Return(ast.Constant(None))])
        yield edit("return-in-a-list", node, [ast.Return(ast.List([node.value]))])


def turn_condition(node: ast.AST, _program: Program) -> Iterator[Edit]:
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield edit("negate", node.test, ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _TURNED:
        turned = _TURNED[type(node.ops[0])]()
        yield edit("turn-comparison", node, ast.Compare(node.left, [turned], node.comparators))


OPERATORS: tuple[Operator, ...] = (
    drop_await,
    await_at_creation,
    never_start,
    do_not_keep,
    run_in_turn,
    swap_arguments,
    block,
    drop_shield,
    drop_finally,
    finally_only_if_well,
    widen_except,
    drop_handler,
    leave_lock,
    move_out_of_lock,
    move_into_lock,
    unbound,
    change_limit,
    change_number,
    drop_statement,
    lose_result,
    stop_after_one,
    skip_one,
    ask_twice,
    return_else,
    turn_condition,
)


def _calls(node: ast.AST, name: str) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr=called)) | ast.Call(func=ast.Name(id=called)):
            return called == name
    return False


def _is_bounded(call: ast.Call) -> bool:
    return any(_calls(call, name) for name in _BOUNDED)


def _counts(call: ast.Call) -> bool:
    """Whether a call is told how many."""
    return _is_bounded(call) or _calls(call, "range")


def _call(name: str, argument: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name), [argument], [])


def _is_await_of(node: ast.AST, name: str) -> bool:
    match node:
        case ast.Expr(value=ast.Await(value=ast.Name(id=awaited))):
            return awaited == name
    return False


def _takes_time(statement: ast.stmt, program: Program) -> bool:
    """Whether a statement waits, or asks the world, which may compute or hold the thread."""
    waits = ast.Await | ast.AsyncFor | ast.AsyncWith
    return any(isinstance(each, waits) or _asks(each, program.world) for each in ast.walk(statement))


def _asks(node: ast.AST, world: frozenset[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in world


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _bodies(node: ast.AST) -> list[list[ast.stmt]]:
    found = [getattr(node, name, None) for name in ("body", "orelse", "finalbody")]
    return [body for body in found if isinstance(body, list)]


def _walk(body: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    for statement in body:
        yield from ast.walk(statement)
