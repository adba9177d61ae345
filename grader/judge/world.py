"""The world in the judge's room: loaded anew for each run, described to the runner, called on its behalf."""

import contextlib
import dataclasses
import enum
import inspect
import linecache
import random
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator
from functools import lru_cache
from pathlib import Path
from types import AsyncGeneratorType, CodeType, FunctionType, ModuleType
from typing import Any

import msgspec

from grader.judge.broken import laid_to_its_author
from grader.judge.latencies import SHUFFLE_LATENCIES, shuffle_latencies
from grader.judge.ledger import CallRecord
from grader.protocol.errors import UncrossableValueError
from grader.protocol.shapes import (
    ClassShape,
    DataclassShape,
    EnumBase,
    EnumShape,
    ErrorShape,
    FunctionKind,
    FunctionShape,
    ParameterKind,
    ParameterShape,
    WorldShape,
)
from grader.protocol.values import Codec, Reference

BLOCKING_SUFFIX = "_blocking"
CONFIGURE = "configure"
BURN = "burn"
# What the judge calls of a world, and a submission never sees.
RESERVED = frozenset({CONFIGURE, SHUFFLE_LATENCIES})

_PARAMETER_KINDS: dict[Any, ParameterKind] = {
    inspect.Parameter.POSITIONAL_ONLY: "positional-only",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "positional-or-keyword",
    inspect.Parameter.VAR_POSITIONAL: "var-positional",
    inspect.Parameter.KEYWORD_ONLY: "keyword-only",
    inspect.Parameter.VAR_KEYWORD: "var-keyword",
}
# Not a union, which would be made anew and taken apart each time that it is asked.
_OFFERED = (FunctionType, type)
_CROSSING_DUNDERS = frozenset({"__aenter__", "__aexit__", "__aiter__", "__anext__", "__enter__", "__len__"})
_Manager = contextlib._AsyncGeneratorContextManager  # noqa: SLF001 - what `@asynccontextmanager` makes has no other name


class UnknownTargetError(Exception):
    """The runner asked for something that the world does not have: its stubs never would."""


AWAITED: frozenset[FunctionKind] = frozenset({"coroutine"})
AT_ONCE: frozenset[FunctionKind] = frozenset({"plain", "blocking", "async-generator", "context-manager"})

# What the stubs call of an async generator and of a context manager, and nothing besides.
_GENERATOR_METHODS = frozenset({"asend", "athrow", "aclose"})
_MANAGER_METHODS = frozenset({"__aenter__", "__aexit__"})


class Target(msgspec.Struct, frozen=True):
    """Something that the runner may call: under which name its calls are recorded, and how it is called."""

    ledger_name: str
    function: Callable[..., Any]


class WorldRoom:
    """One run's world: a module of its own, its seed, and the objects that the runner holds handles of."""

    def __init__(self, path: Path, seed: int, schedule: int = 0) -> None:
        """Load the world's file; its data comes from the seed, its latencies from the schedule, if it is not 0.

        Raises `DefinitionError` for whatever it raises.
        """
        self._path = path
        self._seed = seed
        self._schedule = schedule
        what = "loaded under a schedule" if schedule else "loaded"
        with laid_to_its_author(path, what):
            self._file = _file(path, path.stat().st_mtime_ns)
            self.module = self._file.executed()
        self._handles: dict[str, Any] = {}
        self._keys: dict[int, str] = {}
        self._opened_by: dict[str, CallRecord | None] = {}
        self._functions: dict[str, tuple[Target, FunctionKind]] = {}
        # The call whose outcome is on its way to the runner: what it hands out for the first time, it opened.
        self.answering: CallRecord | None = None
        self.codec = Codec(self._types(), self._refer)
        # What a check asked for instead of the data of the plain run.
        self.choices: dict[str, Any] = {}
        # What decided over the latencies; `None` where they are the plain ones.
        self.latency_draws: tuple[int, ...] | None = None
        with laid_to_its_author(path, what):
            self.configure()

    def configure(self, **choices: Any) -> None:
        """Set up the data set of this run, by the world's own `configure` where it has one.

        Who chose a day gets exactly that day, in every schedule: its checks know when its answers come.
        """
        configure = getattr(self.module, CONFIGURE, None)
        self.choices = choices
        if configure is not None:
            configure(random.Random(self._seed), **choices)  # noqa: S311 - reproducible on purpose
        self.latency_draws = None if choices else shuffle_latencies(self.module, self._schedule)

    @property
    def day(self) -> tuple[tuple[int, ...] | None, bool]:
        """What decided over the latencies of the data that is set up, and whether a check chose that data."""
        return self.latency_draws, bool(self.choices)

    def latency_draws_under(self, schedule: int) -> tuple[int, ...] | None:
        """What would decide over the latencies of this world's plain data under a schedule, found without a run."""
        return WorldRoom(self._path, self._seed, schedule).latency_draws

    def charge_burns_with(self, charge: Callable[[float], None]) -> None:
        """Where the world itself computes, move the clock instead."""
        if hasattr(self.module, BURN):
            vars(self.module)[BURN] = charge

    # What it looks like from outside

    def outline(self) -> WorldShape:
        """What `import world` offers, but its constants, which the data decides: one object for all runs of a file."""
        public = self.public()
        known_by = tuple((name, getattr(thing, "__code__", None)) for name, thing in public.items())
        if known_by not in self._file.outlines:
            self._file.outlines[known_by] = self._outline_of(public)
        return self._file.outlines[known_by]

    def _outline_of(self, public: dict[str, Any]) -> WorldShape:
        classes = [each for each in public.values() if isinstance(each, type)]
        return WorldShape(
            doc=inspect.getdoc(self.module) or "",
            functions=tuple(_function_shape(f, name) for name, f in public.items() if not isinstance(f, type)),
            classes=tuple(_class_shape(c) for c in classes if _is_handled(c)),
            dataclasses=tuple(_dataclass_shape(c) for c in classes if dataclasses.is_dataclass(c)),
            enums=tuple(self._enum_shape(c) for c in classes if issubclass(c, enum.Enum)),
            errors=tuple(_error_shape(c) for c in classes if issubclass(c, BaseException)),
        )

    def constants(self) -> tuple[tuple[str, Any], ...]:
        """What the world names in capitals, with the values of this run's data as they cross."""
        return tuple(self._constants())

    def public(self) -> dict[str, Any]:
        """The functions and classes that the runner sees, by name."""
        return {name: thing for name, thing in vars(self.module).items() if self._is_public(name, thing)}

    def _is_public(self, name: str, thing: Any) -> bool:
        if name.startswith("_") or name in RESERVED:
            return False
        own = isinstance(thing, _OFFERED) and getattr(thing, "__module__", None) == self.module.__name__
        return own or name == BURN

    def offers(self, name: str) -> bool:
        """Whether it is a function or class that the runner sees."""
        return self._public(name) is not None

    def _public(self, name: str) -> Any:
        """One of these, `None` where there is none of that name."""
        thing = vars(self.module).get(name)
        return thing if self._is_public(name, thing) else None

    def names(self) -> list[str]:
        """What a submission can import from the world."""
        return [*self.public(), *(name for name in vars(self.module) if name.isupper() and not name.startswith("_"))]

    def numbers(self) -> dict[str, int]:
        """The whole numbers that the world names in capitals, such as how many it serves at once."""
        constants = ((name, value) for name, value in vars(self.module).items() if name.isupper())
        return {name: value for name, value in constants if type(value) is int}

    def _types(self) -> dict[str, type]:
        return {name: thing for name, thing in self.public().items() if isinstance(thing, type)}

    def _constants(self) -> Iterator[tuple[str, Any]]:
        for name, value in vars(self.module).items():
            if name.isupper() and not name.startswith("_"):
                with contextlib.suppress(UncrossableValueError):
                    yield name, self.codec.encode(value)

    def _enum_shape(self, kind: type[enum.Enum]) -> EnumShape:
        members = tuple((member.name, self.codec.encode(member.value)) for member in kind)
        return EnumShape(kind.__name__, members, inspect.getdoc(kind) or "", _enum_base(kind))

    # What the runner may call

    def find(self, target: str, kinds: frozenset[FunctionKind]) -> Target:
        """The function behind a target, `name`, `Class` or `#3.method`, if it is of one of these kinds.

        Only what a stub could ask for is found: what the shape offers, in the way in which it offers it.

        Raises:
            UnknownTargetError: there is no such thing for the runner.

        """
        found, kind = self._known(target) or self._find(target)
        if kind not in kinds:
            raise UnknownTargetError(target)
        return found

    def _known(self, target: str) -> tuple[Target, FunctionKind] | None:
        """What was found under a name before, if that is still what the world holds there: a check may change it."""
        known = self._functions.get(target)
        return known if known and vars(self.module).get(known[0].ledger_name) is known[0].function else None

    def _find(self, target: str) -> tuple[Target, FunctionKind]:
        key, _, attribute = target.partition(".")
        if key.startswith("#"):
            return self._find_method(self._handle(key), attribute)
        self._functions[target] = found = self._find_public(key, attribute)
        return found

    def read(self, target: str) -> Any:
        """An attribute of an object that the runner holds a handle of."""
        key, _, attribute = target.partition(".")
        handle = self._handle(key)
        if attribute not in _attributes(type(handle)):
            raise UnknownTargetError(target)
        return getattr(handle, attribute)

    def _find_public(self, name: str, rest: str) -> tuple[Target, FunctionKind]:
        async_name = name.removesuffix(BLOCKING_SUFFIX)
        found = self._public(async_name)
        if found is not None:
            # The blocking twin of a function is recorded under its name.
            known_as = async_name
        else:
            found, known_as = self._public(name), name
        if rest or found is None:
            raise UnknownTargetError(name)
        if not isinstance(found, type):
            return Target(known_as, found), _kind(found, known_as)
        if not _is_handled(found):
            raise UnknownTargetError(name)
        return Target(name, found), "plain"

    def _find_method(self, handle: Any, name: str) -> tuple[Target, FunctionKind]:
        if isinstance(handle, AsyncGeneratorType):
            return _of_fixed(handle, name, _GENERATOR_METHODS, handle.__qualname__)
        if isinstance(handle, _Manager):
            return _of_fixed(handle, name, _MANAGER_METHODS, type(handle).__name__)
        kind = type(handle)
        async_name = name.removesuffix(BLOCKING_SUFFIX)
        function = _method(kind, async_name)
        name = name if function is None else async_name
        if name == "__aexit__" and hasattr(handle, name):
            return Target(f"{kind.__name__}.{name}", _exit(handle)), "coroutine"
        function = function or _method(kind, name)
        if function is None:
            raise UnknownTargetError(name)
        return Target(f"{kind.__name__}.{name}", function.__get__(handle)), _kind(function, name)

    # References

    def _handle(self, key: str) -> Any:
        if key not in self._handles:
            raise UnknownTargetError(key)
        return self._handles[key]

    def _refer(self, value: Any) -> Reference | None:
        if isinstance(value, AsyncGeneratorType):
            return self._keep(value, "async-generator")
        if isinstance(value, _Manager):
            return self._keep(value, "context-manager")
        if isinstance(own := getattr(value, "_reference", None), Reference):
            return own  # what the submission gave the world goes back to it as it came
        function = getattr(value, "__wrapped__", value)
        if isinstance(function, FunctionType) and self._public(function.__name__) is function:
            return Reference("judge", function.__name__, "function")
        if _is_handled(type(value)) and type(value) in self.codec.types.values():
            return self._keep(value, type(value).__name__)
        return None

    def _keep(self, value: Any, type_name: str) -> Reference:
        key = self._keys.get(id(value))
        if key is None:
            key = f"#{len(self._handles) + 1}"
            self._keys[id(value)] = key
            self._handles[key] = value
            self._opened_by[key] = self.answering
        return Reference("judge", key, type_name)

    def left_open(self) -> list[tuple[str, CallRecord | None]]:
        """What was handed out and is still open, by its name, with the call that opened it.

        An object of the world counts while its attribute `is_open` is true; a generator and a context manager while
        they stand between their first step and their last.
        """
        return [(_name_of(handle), self._opened_by[key]) for key, handle in self._handles.items() if _is_open(handle)]

    def resolve(self, reference: Reference) -> Any:
        """What a reference to this room means."""
        if reference.type == "function":
            return self._find_public(reference.key, "")[0].function
        return self._handle(reference.key)


def _is_open(handle: Any) -> bool:
    if isinstance(handle, _Manager):
        handle = handle.gen
    if isinstance(handle, AsyncGeneratorType):
        frame = handle.ag_frame
        # One that was never stepped stands at its own first line.
        return frame is not None and frame.f_lineno != frame.f_code.co_firstlineno
    return bool(getattr(handle, "is_open", False))


def _name_of(handle: Any) -> str:
    generator = handle.gen if isinstance(handle, _Manager) else handle
    return f"{generator.__name__}()" if isinstance(generator, AsyncGeneratorType) else type(handle).__name__


class _WorldFile(msgspec.Struct, frozen=True):
    """What all runs of one state of a file share: its code, and how it looks by the functions that it offers."""

    path: str
    code: CodeType
    outlines: dict[tuple[tuple[str, CodeType | None], ...], WorldShape] = msgspec.field(default_factory=dict)

    def executed(self) -> ModuleType:
        """A module of its own."""
        module = ModuleType("world")
        module.__file__ = self.path
        exec(self.code, module.__dict__)  # noqa: S102 - the exercise's own world
        return module


@lru_cache(maxsize=256)
def _file(path: Path, _modified: int) -> _WorldFile:
    text = path.read_text(encoding="utf-8")
    linecache.checkcache(str(path))
    return _WorldFile(str(path), compile(text, str(path), "exec", dont_inherit=True))


def _exit(handle: Any) -> Callable[[BaseException | None], Coroutine[Any, Any, Any]]:
    async def leave(error: BaseException | None) -> Any:
        if error is None:
            return await handle.__aexit__(None, None, None)
        return await handle.__aexit__(type(error), error, error.__traceback__)

    return leave


def _is_handled(kind: type) -> bool:
    """Whether objects of a class stay in the judge."""
    return not (dataclasses.is_dataclass(kind) or issubclass(kind, enum.Enum | BaseException))


def _of_fixed(handle: Any, name: str, methods: frozenset[str], owner: str) -> tuple[Target, FunctionKind]:
    if name not in methods:
        raise UnknownTargetError(name)
    function = _exit(handle) if name == "__aexit__" else getattr(handle, name)
    return Target(f"{owner}.{name}", function), "coroutine"


def _members(kind: type) -> dict[str, Any]:
    return {name: value for base in reversed(kind.__mro__[:-1]) for name, value in vars(base).items()}


def _methods(kind: type) -> dict[str, FunctionType]:
    """What can be called on the objects of a class."""
    return {name: value for name, value in _members(kind).items() if _is_method(name, value)}


def _method(kind: type, name: str) -> FunctionType | None:
    """One of these, `None` where there is none of that name."""
    value: Any = next((vars(base)[name] for base in kind.__mro__[:-1] if name in vars(base)), None)
    return value if _is_method(name, value) else None


def _is_method(name: str, value: Any) -> bool:
    return isinstance(value, FunctionType) and (not name.startswith("_") or name in _CROSSING_DUNDERS)


def _attributes(kind: type) -> dict[str, None]:
    """What can be read of the objects of a class, in its order."""
    properties = [name for name, value in _members(kind).items() if isinstance(value, property)]
    return dict.fromkeys(name for name in [*properties, *inspect.get_annotations(kind)] if not name.startswith("_"))


def _function_shape(function: Callable[..., Any], name: str, *, method: bool = False) -> FunctionShape:
    parameters = _parameters(function)
    return FunctionShape(name, _kind(function, name), parameters[method:], inspect.getdoc(function) or "")


def _kind(function: Callable[..., Any], name: str) -> FunctionKind:
    if name == BURN:
        return "burn"
    if name.endswith(BLOCKING_SUFFIX):
        return "blocking"
    if inspect.isasyncgenfunction(function):
        return "async-generator"
    return "coroutine" if inspect.iscoroutinefunction(function) else "plain"


def _parameters(function: Callable[..., Any]) -> tuple[ParameterShape, ...]:
    return tuple(
        ParameterShape(each.name, _PARAMETER_KINDS[each.kind], each.default is not inspect.Parameter.empty)
        for each in inspect.signature(function).parameters.values()
    )


def _class_shape(kind: type) -> ClassShape:
    methods = tuple(_function_shape(value, name, method=True) for name, value in _methods(kind).items())
    parameters = _parameters(kind) if "__init__" in _members(kind) else ()
    return ClassShape(kind.__name__, parameters, methods, tuple(_attributes(kind)), inspect.getdoc(kind) or "")


def _enum_base(kind: type[enum.Enum]) -> EnumBase:
    if issubclass(kind, enum.IntFlag):
        return "IntFlag"
    if issubclass(kind, enum.Flag):
        return "Flag"
    if issubclass(kind, enum.IntEnum):
        return "IntEnum"
    return "StrEnum" if issubclass(kind, enum.StrEnum) else "Enum"


def _dataclass_shape(kind: Any) -> DataclassShape:
    names = tuple(field.name for field in dataclasses.fields(kind))
    return DataclassShape(kind.__name__, names, kind.__dataclass_params__.frozen, inspect.getdoc(kind) or "")


def _error_shape(kind: type[BaseException]) -> ErrorShape:
    return ErrorShape(kind.__name__, kind.__mro__[1].__name__, inspect.getdoc(kind) or "")


def is_generator_method(function: object) -> bool:
    """Whether a target belongs to an async generator, which is stepped and not called."""
    return isinstance(getattr(function, "__self__", None), AsyncGenerator)
