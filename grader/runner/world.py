"""`import world`: a module of stubs made from the shape that the judge describes.

Stubs are real functions with real signatures, so that a wrong call raises where it stands and a coroutine that is
never awaited bears the name of the world's function. Async generators and context managers are real ones too, which
gives them asyncio's own clean-up.
"""

import dataclasses
import enum
import itertools
import keyword
import sys
import weakref
from collections.abc import AsyncIterator, Callable
from functools import lru_cache
from types import CodeType, ModuleType
from typing import Any

from grader.clock import ticks
from grader.protocol.shapes import ClassShape, FunctionShape, ParameterShape, WorldShape
from grader.protocol.values import Codec, Reference, Wire, find_error
from grader.runner.calls import Caller

_UNSET = object()
_STAR = {"var-positional": "*", "var-keyword": "**"}
_KINDS = (("positional-only", "positional-or-keyword"), ("var-positional",), ("keyword-only",), ("var-keyword",))


class Handle:
    """The runner's side of an object that lives in the judge."""

    _reference: Reference


_CONTEXT_MANAGER = ClassShape(
    name="context-manager",
    parameters=(),
    methods=(FunctionShape("__aenter__", "coroutine", (), ""), FunctionShape("__aexit__", "coroutine", (), "")),
    attributes=(),
    doc="What an `@asynccontextmanager` of the world hands out.",
)


class World:
    """Builds the module and everything in it."""

    def __init__(self, shape: WorldShape, caller: Caller, codec: Codec) -> None:
        """Take the shape, the way to call the judge, and the codec, which learns the world's types."""
        self._caller = caller
        self._codec = codec
        self._classes: dict[str, type[Handle]] = {}
        # The same object of the judge is the same handle here, as long as the submission holds it.
        self._handles: weakref.WeakValueDictionary[str, Handle] = weakref.WeakValueDictionary()
        self.module = ModuleType("world", shape.doc)
        self._build(shape)

    def install(self) -> None:
        """Make it importable."""
        sys.modules["world"] = self.module

    def set_constants(self, constants: tuple[tuple[str, Wire], ...]) -> None:
        """Give it what the names in capitals stand for in this run."""
        for name, wire in constants:
            self._add(name, self._codec.decode(wire))

    def resolve(self, reference: Reference) -> Any:
        """The stub for something that lives in the judge."""
        if reference.type == "function":
            return getattr(self.module, reference.key)
        if reference.type == "async-generator":
            return self._iterate(reference)
        handle = self._handles.get(reference.key)
        if handle is None:
            handle = object.__new__(self._class_of(reference.type))
            handle._reference = reference
            self._handles[reference.key] = handle
        return handle

    def _class_of(self, name: str) -> type[Handle]:
        # Few worlds hand one out, and a class is not made in no time.
        if name == _CONTEXT_MANAGER.name and name not in self._classes:
            self._classes[name] = self._class(_CONTEXT_MANAGER)
        return self._classes[name]

    def refer(self, value: Any) -> Reference | None:
        """The reference behind a stub or a handle."""
        if isinstance(value, Handle):
            return value._reference
        if callable(value) and getattr(value, "__module__", None) == "world" and not isinstance(value, type):
            return Reference("judge", value.__name__, "function")
        return None

    def _build(self, shape: WorldShape) -> None:
        for error in shape.errors:
            base = find_error(error.base, self._codec.types) or Exception
            self._add_type(error.name, type(error.name, (base,), {"__doc__": error.doc}))
        for each in shape.enums:
            members = [(name, self._codec.decode(value)) for name, value in each.members]
            self._add_type(each.name, getattr(enum, each.base)(each.name, members, module="world"))
        for data in shape.dataclasses:
            made = dataclasses.make_dataclass(data.name, data.fields, frozen=data.frozen)
            made.__doc__ = data.doc
            self._add_type(data.name, made)
        for described in shape.classes:
            self._classes[described.name] = self._class(described)
            self._add(described.name, self._classes[described.name])
        for function in shape.functions:
            self._add(function.name, self._function(function, function.name, ""))

    def _add_type(self, name: str, made: type) -> None:
        self._codec.types[name] = made
        self._add(name, made)

    def _add(self, name: str, thing: Any) -> None:
        if isinstance(thing, type) or callable(thing):
            thing.__module__ = "world"
        setattr(self.module, name, thing)

    # Functions

    def _function(self, shape: FunctionShape, target: str, owner: str) -> Callable[..., Any]:
        if shape.kind == "burn":
            return self._burn
        return _stub(shape, self._answer(shape, target), owner=owner)

    def _answer(self, shape: FunctionShape, target: str) -> Callable[..., Any]:
        caller = self._caller
        match shape.kind:
            case "coroutine":
                return lambda owner, args, kwargs: caller.call(_of(owner, target), args, kwargs)
            case "blocking":
                return lambda owner, args, kwargs: caller.block_on(_of(owner, target), args, kwargs)
            case _:
                return lambda owner, args, kwargs: caller.ask(_of(owner, target), args, kwargs)

    @property
    def _burn(self) -> Callable[[float], None]:
        def burn(seconds: float) -> None:
            """Compute for so many seconds, without giving up the loop."""
            self._caller.block(ticks.from_seconds(seconds), "burn")

        return burn

    # Async generators

    async def _iterate(self, reference: Reference) -> AsyncIterator[Any]:
        step: str = "asend"
        arguments: tuple[Any, ...] = (None,)
        while True:
            try:
                value = await self._caller.call(f"{reference.key}.{step}", arguments, {})
            except StopAsyncIteration:
                return
            try:
                step, arguments = "asend", ((yield value),)
            except GeneratorExit:
                await self._caller.call(f"{reference.key}.aclose", (), {})
                raise
            except BaseException as error:  # noqa: BLE001 - thrown into the generator, so it is the generator's
                step, arguments = "athrow", (error,)

    # Classes

    def _class(self, shape: ClassShape) -> type[Handle]:
        members: dict[str, Any] = {"__doc__": shape.doc, "__qualname__": shape.name}
        for method in shape.methods:
            members[method.name] = self._method(method)
        for name in shape.attributes:
            members[name] = property(self._reader(name))
        initializer = FunctionShape("__init__", "plain", shape.parameters, "")
        members["__init__"] = _stub(initializer, self._construct(shape.name), owner="self")
        return type(shape.name, (Handle,), members)

    def _reader(self, name: str) -> Callable[[Handle], Any]:
        return lambda handle: self._caller.read(f"{handle._reference.key}.{name}")

    def _method(self, shape: FunctionShape) -> Callable[..., Any]:
        return self._exit_method() if shape.name == "__aexit__" else self._function(shape, shape.name, "self")

    def _exit_method(self) -> Callable[..., Any]:
        async def __aexit__(  # noqa: N807 - it becomes a method of that name
            self: Handle, _kind: type | None, error: BaseException | None, _trace: object
        ) -> Any:
            # Neither a class nor a traceback can cross; the judge makes both from the exception.
            return await caller.call(f"{self._reference.key}.__aexit__", (error,), {})

        caller = self._caller
        return __aexit__

    def _construct(self, name: str) -> Callable[..., Any]:
        def construct(handle: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
            handle._reference = self._caller.ask(name, args, kwargs)._reference

        return construct


def _of(owner: Any, target: str) -> str:
    return f"{owner._reference.key}.{target}" if owner is not None else target


def _stub(shape: FunctionShape, answer: Callable[..., Any], *, owner: str) -> Callable[..., Any]:
    """A function with the given signature whose body is `answer(owner, args, kwargs)`."""
    scope: dict[str, Any] = {"__answer__": answer, "__given__": _given, "__unset__": _UNSET}
    exec(_code(shape, owner), scope)  # noqa: S102 - made from the judge's description of its world
    stub: Callable[..., Any] = scope[shape.name]
    stub.__doc__ = shape.doc
    return stub


@lru_cache(maxsize=256)
def _code(shape: FunctionShape, owner: str) -> CodeType:
    """The code of a stub; a process that serves several runs makes it once."""
    assert shape.name.isidentifier() and not keyword.iskeyword(shape.name)  # noqa: PT018 - the judge names it
    listed = ", ".join(([owner] if owner else []) + _signature(shape.parameters))
    word, result = ("async def", "await ") if shape.kind == "coroutine" else ("def", "")
    handed_on = _handed_on(shape.parameters)
    source = f"{word} {shape.name}({listed}):\n    return {result}__answer__({owner or None}, {handed_on})\n"
    return compile(source, "<world>", "exec")


def _signature(parameters: tuple[ParameterShape, ...]) -> list[str]:
    listed: list[str] = []
    last = ""
    for parameter in parameters:
        if last == "positional-only" != parameter.kind:
            listed.append("/")
        if parameter.kind == "keyword-only" and last not in ("keyword-only", "var-positional"):
            listed.append("*")
        default = "=__unset__" if parameter.optional and parameter.kind not in _STAR else ""
        listed.append(f"{_STAR.get(parameter.kind, '')}{parameter.name}{default}")
        last = parameter.kind
    return [*listed, "/"] if last == "positional-only" else listed


def _handed_on(parameters: tuple[ParameterShape, ...]) -> str:
    """Source of the arguments that a stub got: those by position, and those by name."""
    by_position, rests, by_name, named_rests = (
        [parameter.name for parameter in parameters if parameter.kind in kinds] for kinds in _KINDS
    )
    rest, named_rest = "".join(f"*{name}, " for name in rests), "".join(f"**{name}" for name in named_rests)
    if any(parameter.optional for parameter in parameters):
        pairs, named_pairs = ("".join(f"('{name}', {name})," for name in names) for names in (by_position, by_name))
        return f"*__given__(({pairs}), ({rest}), ({named_pairs}), {{{named_rest}}})"
    args, kwargs = "".join(f"{name}, " for name in by_position), "".join(f"'{name}': {name}, " for name in by_name)
    return f"({args}{rest}), {{{kwargs}{named_rest}}}"


def _given(
    by_position: tuple[tuple[str, Any], ...],
    rest: tuple[Any, ...],
    by_name: tuple[tuple[str, Any], ...],
    named_rest: dict[str, Any],
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The arguments that were given; what was left out takes its default in the judge."""
    args = list(itertools.takewhile(lambda value: value is not _UNSET, (value for _, value in by_position)))
    later = [*by_position[len(args) :], *by_name]
    kwargs = {name: value for name, value in later if value is not _UNSET}
    return (*args, *rest), kwargs | named_rest
