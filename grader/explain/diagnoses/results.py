"""Another result: nothing, tasks, something mixed up, something written down; else the line that gave it."""

import ast
import re
from collections.abc import Iterator

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import COMPREHENSIONS, FUNCTIONS, Function, awaited, name_of, names_in, written

_LONGEST_FACT = 220
_DIFFERENT = 2


def nothing_returned(case: Case) -> Diagnosis | None:
    """The entry comes to its end without a `return`."""
    says_none = case.returned is None or re.search(r"\bNone\b", case.fact) is not None
    if case.main is None or not says_none or not case.code.falls_off(case.main) or "print" in case.fact:
        return None
    if case.returned is None and not re.search(r"return|main\(\)|None", case.fact):
        return None
    last = case.main.body[-1]
    note = (last.end_lineno or last.lineno, "here it ends")
    return found("nothing-returned", case.main.lineno, "no `return` on this way", note, entry=case.entry)


def tasks_returned(case: Case) -> Diagnosis | None:
    """The entry hands back tasks where their results are asked for."""
    given = return_of(case)
    if given is None or given.value is None or not re.search(r"\ba (Task|Future|coroutine)\b", case.fact):
        return None
    return found("tasks-returned", given.lineno, "tasks, not what they found", what=written(given.value))


def method_not_called(case: Case) -> Diagnosis | None:
    """A method is handed back itself, since the parentheses behind its name are missing."""
    handed = re.search(r"the (?:function|method) (\w+)", case.fact)
    for each in case.code.every(ast.Attribute) if handed else ():
        parent = case.code.parent(each)
        is_called = isinstance(parent, ast.Call) and parent.func is each
        if handed and each.attr == handed[1] and isinstance(each.ctx, ast.Load) and not is_called:
            return found("method-not-called", each.lineno, "no `()`", what=written(each))
    return None


def constant_otherwise(case: Case) -> Diagnosis | None:
    """A constant of the file says something else than what happened."""
    for each in case.code.every(ast.Assign):
        name = written(each.targets[0])
        if case.code.function_of(each) is None and name.isupper() and re.search(rf"\b{re.escape(name)}\b", case.fact):
            return found("constant-otherwise", each.lineno, "", fact=as_sentence(case.fact))
    return None


# What a step is given


def step_without_its_input(case: Case) -> Diagnosis | None:
    """A step is called with something else than what the step before it finds."""
    for step, before in _pairs(case):
        for call in case.code.calls(step):
            argument = call.args[0] if call.args else None
            if isinstance(argument, ast.Constant):
                facts = {"call": f"{step}()", "value": written(argument), "before": f"{before}()"}
                return found("written-down/step", call.lineno, "written down beforehand", **facts)
            if argument is not None and not _comes_from(case, argument, before):
                facts = {"call": f"{step}()", "given": written(argument), "before": f"{before}()"}
                return found("step-without-its-input", call.lineno, "asks too early", **facts)
    return None


def _pairs(case: Case) -> list[tuple[str, str]]:
    """In the given program, each step that is called with what another one found, and that other one."""
    steps = [call for call in case.given.every(ast.Call) if len(call.args) == 1 and _is_of_world(case, call)]
    return [(_bare(step), _bare(before)) for step in steps for before in _brought_by(case, step)]


def _brought_by(case: Case, step: ast.Call) -> Iterator[ast.Call]:
    """The calls of the world, in the given program, whose result a step is given."""
    around = case.given.function_of(step) or case.given.tree
    for name in sorted(names_in(step) - {name_of(step)}):
        values = (value for value in case.given.bound(name, inside=around) if isinstance(value, ast.Call))
        yield from (value for value in values if _is_of_world(case, value))


def _is_of_world(case: Case, call: ast.Call) -> bool:
    imports = (node for node in case.given.every(ast.ImportFrom) if node.module == "world")
    return name_of(call) in {alias.name for node in imports for alias in node.names}


def _bare(call: ast.Call) -> str:
    return name_of(call).removesuffix("_blocking")


def _comes_from(case: Case, argument: ast.expr, before: str) -> bool:
    """Whether an argument is, or was worked out from, what another call gave; a parameter may be anything."""
    if before in names_in(argument):
        return True
    function = case.code.function_of(argument)
    parameters = {a.arg for a in function.args.args} if function is not None else set()
    for name in names_in(argument):
        values = case.code.bound(name)
        if name in parameters or any(before in names_in(value) for value in values):
            return True
    return False


def names_swapped(case: Case) -> Diagnosis | None:
    """Of several results the names are given in another order than the calls."""
    for each in case.code.every(ast.Assign):
        target, call = each.targets[0], next(iter(case.code.calls("gather", inside=each)), None)
        if not isinstance(target, ast.Tuple) or call is None or len(target.elts) != len(call.args):
            continue
        for place, name in enumerate(written(element) for element in target.elts):
            fits = [number for number, argument in enumerate(call.args) if name in name_of(argument)]
            if fits and place not in fits:
                facts = {"name": name, "got": f"{name_of(call.args[place])}()"}
                return found("names-swapped", each.lineno, "", **facts)
    return None


# What tasks share


def one_name_for_all(case: Case) -> Diagnosis | None:
    """Every task writes its result into the same name, and the last one stays."""
    for shared in case.code.every(ast.Global, ast.Nonlocal):
        function = case.code.function_of(shared)
        for name in shared.names:
            for write in case.code.every(ast.Assign, inside=function):
                if case.code.every(ast.Await, inside=write) and written(write.targets[0]) == name:
                    return found("one-name-for-all", write.lineno, "overwrites the one before", name=name)
    return None


def name_read_later(case: Case) -> Diagnosis | None:
    """A function made in a loop reads the loop's name when it runs, not when it was made."""
    for loop in case.code.every(ast.For):
        names = names_in(loop.target)
        for inner in case.code.every(ast.Lambda, *FUNCTIONS):
            read = sorted((names_in_body(inner) & names) - _own_names(case, inner))
            if read and _shares(case, loop, inner):
                at = next(n for n in case.code.every(ast.Name, inside=inner) if n.id == read[0])
                return found(
                    "name-read-later", at.lineno, f"reads `{read[0]}` when it runs", (loop.lineno, ""), name=read[0]
                )
    return None


def names_in_body(function: ast.Lambda | Function) -> set[str]:
    """The names that the body of a function uses."""
    body = function.body if isinstance(function.body, list) else [function.body]
    return {name for part in body for name in names_in(part)}


def _own_names(case: Case, function: ast.Lambda | Function) -> set[str]:
    """What a function is given and what it binds itself, unless it says that those names are another's."""
    given = {a.arg for a in function.args.args}
    bound = {n.id for n in case.code.every(ast.Name, inside=function) if isinstance(n.ctx, ast.Store)}
    borrowed = {name for each in case.code.every(ast.Global, ast.Nonlocal, inside=function) for name in each.names}
    return given | (bound - borrowed)


def _shares(case: Case, loop: ast.For, inner: ast.AST) -> bool:
    """Whether an inner function sees the names of a loop: it stands in the same function."""
    around = case.code.function_of(loop)
    return around is not None and inner is not around and inner in case.code.every(type(inner), inside=around)


# Exceptions taken for results


def exception_for_result(case: Case) -> Diagnosis | None:
    """What went wrong is handed on as if it were a result."""
    if _holds_exceptions(case.returned):
        compared = next(iter(_compared_with_a_class(case)), None)
        if compared is not None:
            kind = written(compared.comparators[0])
            facts = {"left": written(compared.left), "kind": kind}
            return found("exception-for-result/compared", compared.lineno, f"never is `{kind}`", **facts)
        tests = [call for call in case.code.calls("isinstance") if len(call.args) > 1]
        if tests:
            kind = written(tests[0].args[1])
            return found("exception-for-result/kind", tests[0].lineno, f"finds only `{kind}`", kind=kind)
        gather = next(iter(case.code.calls("gather")), None)
        if gather is not None:
            return found("exception-for-result/gathered", gather.lineno, "", entry=case.entry)
    for handler in case.code.every(ast.ExceptHandler):
        function = case.code.function_of(handler)
        back = next(
            (r for r in case.code.every(ast.Return, inside=handler) if handler.name and handler.name in names_in(r)),
            None,
        )
        if back is not None and function is not case.main:
            caught = written(handler.type) if handler.type else "an exception"
            return found("exception-for-result", back.lineno, "an answer like any other", caught=caught)
    return None


def _compared_with_a_class(case: Case) -> Iterator[ast.Compare]:
    """Where something that may be an exception is compared with a class of them; a type may be."""
    for compare in case.code.every(ast.Compare):
        is_kind = re.search(r"(Error|Exception)$", written(compare.comparators[0])) is not None
        asks_type = isinstance(compare.left, ast.Call) or name_of(compare.left) == "__class__"
        if is_kind and not asks_type and isinstance(compare.ops[0], ast.Is | ast.Eq):
            yield compare


def _holds_exceptions(value: object) -> bool:
    """Whether there are exceptions in what was returned, however deep."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple | set) else ()
    return isinstance(value, BaseException) or any(map(_holds_exceptions, inner))


def group_for_its_member(case: Case) -> Diagnosis | None:
    """The group is shown where what it holds was asked for."""
    for handler in case.code.every(ast.ExceptHandler):
        named = "ExceptionGroup" in (written(handler.type) if handler.type else "")
        if handler.name is None or not (named or isinstance(case.code.parent(handler), ast.TryStar)):
            continue
        for name in case.code.every(ast.Name, inside=handler):
            if name.id == handler.name and not isinstance(case.code.parent(name), ast.Attribute):
                return found(
                    "group-for-its-member", name.lineno, "this is the group", (handler.lineno, ""), name=handler.name
                )
    return None


def exception_dropped(case: Case) -> Diagnosis | None:
    """An exception is caught, and nothing is made of it."""
    for handler in case.code.every(ast.ExceptHandler):
        wide = handler.type is None or written(handler.type) in {"Exception", "BaseException"}
        if wide and not handler.name and not case.code.every(ast.Raise, inside=handler):
            caught = written(handler.type) if handler.type else "everything"
            return found("exception-dropped", handler.lineno, "keeps nothing of it", caught=caught)
    something_failed = "Error" in case.fact or any(made.error for made in case.run.calls)
    for call in case.code.calls("gather") if something_failed else ():
        keeps = any(keyword.arg == "return_exceptions" for keyword in call.keywords)
        if keeps and isinstance(case.code.statement_of(call), ast.Expr):
            return found("exception-dropped/gathered", call.lineno, "gives a list that nobody looks at")
    for call in case.code.calls("isinstance"):
        turned = isinstance(case.code.parent(call), ast.UnaryOp)
        used = [other for other in case.code.calls("isinstance") if other is not call]
        if turned and not used and "Exception" in written(call) and "error" in case.fact:
            return found("exception-dropped/filtered", call.lineno, "leaves them out", test=written(call))
    return None


def written_down(case: Case) -> Diagnosis | None:
    """The result is a value written into the file."""
    given = return_of(case)
    if (
        given is not None
        and isinstance(given.value, ast.Constant)
        and isinstance(given.value.value, str)
        and given.value.value
    ):
        return found("written-down", given.lineno, "written down beforehand", value=written(given.value))
    return None


# The line that gave it


def lists_not_joined(case: Case) -> Diagnosis | None:
    """`gather` gives a list of what each task returned, and each returned a list."""
    given = return_of(case)
    nested = isinstance(case.returned, list) and case.returned and all(isinstance(each, list) for each in case.returned)
    if given is not None and given.value is not None and nested:
        return found("lists-not-joined", given.lineno, "a list of lists", what=written(given.value))
    return None


def whole_list_returned(case: Case) -> Diagnosis | None:
    """All that `gather` gives is handed back, where it was asked for different things and one was meant."""
    given = return_of(case)
    if given is None or given.value is None or not isinstance(case.returned, list) or "list" in case.fact:
        return None
    values = [given.value, *case.code.bound(written(given.value), inside=case.main)]
    calls = [call for value in values for call in [awaited(value)] if name_of(call) == "gather"]
    asked = {name_of(argument) for argument in calls[0].args} if calls and calls[0] is not None else set()
    if len(asked) < _DIFFERENT or "" in asked:
        return None
    return found("whole-list-returned", given.lineno, "a list of all results", what=written(given.value))


def printed_otherwise(case: Case) -> Diagnosis | None:
    """The line that printed something else than what was asked for."""
    lines = [printed.line for printed in case.run.prints if printed.line]
    if not lines or not re.search(r"print", case.fact):
        return None
    line = max(dict.fromkeys(lines), key=lines.count)
    example = next(printed.text for printed in case.run.prints if printed.line == line)
    return found("printed-otherwise", line, "", fact=as_sentence(case.fact), example=repr(example[:40]))


def placeholder_left(case: Case) -> Diagnosis | None:
    """A `None` that is put somewhere beforehand, and stays where nothing else comes."""
    parts = [case.returned, *case.returned] if isinstance(case.returned, list | tuple) else [case.returned]
    held = any(value is None for part in parts if isinstance(part, dict) for value in part.values())
    for each in case.code.every(ast.Assign) if held else ():
        put = isinstance(each.targets[0], ast.Subscript) and isinstance(each.value, ast.Constant)
        if put and getattr(each.value, "value", ...) is None:
            return found(
                "returned-otherwise/placed", each.lineno, "stays where nothing comes", fact=as_sentence(case.fact)
            )
    return None


def filled_otherwise(case: Case) -> Diagnosis | None:
    """What is returned begins empty, and a single line puts into it whatever it holds."""
    given = return_of(case)
    if given is None or not isinstance(given.value, ast.Name) or _is_of_no_return(case):
        return None
    name = given.value.id
    if not any(map(_is_empty, case.code.bound(name, inside=case.main))):
        return None
    lines = {line for alias, inside in _aliases(case, name) for line in _filling_lines(case, alias, inside)}
    if len(lines) != 1:
        return None
    (line,) = lines
    return found(
        "returned-otherwise/filled", line, "fills it", (given.lineno, "hands it on"), fact=as_sentence(case.fact)
    )


def _is_empty(value: ast.expr) -> bool:
    match value:
        case ast.List(elts=[]) | ast.Dict(keys=[]):
            return True
        case ast.Call(func=ast.Name(id="list" | "dict" | "set"), args=[], keywords=[]):
            return True
    return False


def _aliases(case: Case, name: str) -> Iterator[tuple[str, Function]]:
    """A name of the entry, and what the functions that are called with it call it, each with that function."""
    assert case.main is not None  # or there would be no return of it
    yield name, case.main
    for function in case.code.functions:
        for call in case.code.calls(function.name):
            for parameter, argument in zip(function.args.args, call.args, strict=False):
                if isinstance(argument, ast.Name) and argument.id == name:
                    yield parameter.arg, function


def _filling_lines(case: Case, name: str, inside: Function) -> Iterator[int]:
    for node in case.code.every(ast.Call, ast.Assign, ast.AugAssign, inside=inside):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=filled), attr="append" | "add" | "extend" | "update")):
                pass
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=filled))]):
                pass
            case ast.AugAssign(target=ast.Name(id=filled)):
                pass
            case _:
                continue
        if filled == name:
            yield node.lineno


def returned_otherwise(case: Case) -> Diagnosis | None:
    """What was expected, what came, and the line that returned it."""
    given = return_of(case)
    if given is None or _is_of_no_return(case):
        return None
    made = _made_in(case, given)
    line, entry = (made.lineno, "") if made is not None else (given.lineno, case.entry)
    variant = "returned-otherwise" if entry else "returned-otherwise/inside"
    note = () if made is None else ((given.lineno, "hands it on"),)
    return found(variant, line, "returns it" if entry else "makes it", *note, fact=as_sentence(case.fact))


def _is_of_no_return(case: Case) -> bool:
    """A call too many or too few is not in any line that returns."""
    return not case.fact or re.search(r"\(\) was (not )?called", case.fact) is not None


def _made_in(case: Case, given: ast.Return) -> ast.Return | None:
    """The `return` of the one function whose results the entry hands on one by one, where single values are wrong."""
    if re.search(r"should be an? (set|list|dict|tuple)\b|two dictionaries|no lists", case.fact):
        return None
    made = [node for name in _sources(case, given) for node in [case.code.function(name)] if node is not None]
    returns = case.code.returns(made[0]) if len(made) == 1 else []
    return returns[-1] if returns else None


def _sources(case: Case, given: ast.Return) -> set[str]:
    """The names of the functions that the entry's result comes from as it is."""
    value: ast.AST | None = given.value
    if isinstance(value, COMPREHENSIONS) and isinstance(value, ast.ListComp | ast.SetComp):
        if value.generators[0].ifs or not isinstance(value.elt, ast.Await):
            return set()
        bound = case.code.bound(written(value.generators[0].iter))
        value = bound[-1] if bound else None
    elif not isinstance(value, ast.Await):
        return set()
    own = {function.name for function in case.code.functions} - {case.entry}
    return names_in(value) & own if value is not None else set()


def return_of(case: Case) -> ast.Return | None:
    """The `return` of the entry that gave the result, as far as its shape tells."""
    if case.main is None:
        return None
    returns = case.code.returns(case.main)
    fitting = [each for each in returns if _may_give(each.value, case.returned)]
    return max(fitting or returns, key=lambda each: _tells(each.value), default=None)


def _tells(value: ast.expr | None) -> int:
    return 2 if isinstance(value, ast.Constant) else 1 if isinstance(value, ast.JoinedStr) else 0


def _may_give(node: ast.expr | None, value: object) -> bool:
    match node:
        case ast.Constant(value=constant):
            return constant == value
        case ast.JoinedStr(values=parts):
            return isinstance(value, str) and re.fullmatch(_pattern(parts), value, re.DOTALL) is not None
        case ast.List() | ast.ListComp():
            return isinstance(value, list)
        case ast.Dict() | ast.DictComp():
            return isinstance(value, dict)
        case ast.Tuple():
            return isinstance(value, tuple)
        case ast.Set() | ast.SetComp():
            return isinstance(value, set | frozenset)
    return True


def _pattern(parts: list[ast.expr]) -> str:
    fixed = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*" for part in parts)
    return "".join(fixed)


def as_sentence(fact: str) -> str:
    """What a check says, as a sentence, and not longer than one reads."""
    text = fact.splitlines()[0] if fact else ""
    if re.match(r"[a-z]+[ ,:;]", text):
        # A name of the learner's, like `main()`, stays as it is spelled.
        text = text[:1].upper() + text[1:]
    if len(text) > _LONGEST_FACT:
        return f"{text[: _LONGEST_FACT - 2]} …"
    return text if text.endswith((".", "!", "?")) else f"{text}."


ALL = (
    constant_otherwise,
    nothing_returned,
    tasks_returned,
    method_not_called,
    step_without_its_input,
    names_swapped,
    one_name_for_all,
    name_read_later,
    group_for_its_member,
    exception_for_result,
    exception_dropped,
)
LAST = (
    written_down,
    lists_not_joined,
    whole_list_returned,
    placeholder_left,
    printed_otherwise,
    filled_otherwise,
    returned_otherwise,
)
