"""How a world looks from outside: the names, signatures and types that the runner's stubs imitate."""

from typing import Any, Literal

from msgspec import Struct

FunctionKind = Literal["coroutine", "plain", "blocking", "burn", "async-generator", "context-manager"]
EnumBase = Literal["Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"]
ParameterKind = Literal["positional-only", "positional-or-keyword", "var-positional", "keyword-only", "var-keyword"]


class ParameterShape(Struct, frozen=True, forbid_unknown_fields=True):
    """One parameter of a function."""

    name: str
    kind: ParameterKind
    optional: bool


class FunctionShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A function or method: how it is called and how it answers."""

    name: str
    kind: FunctionKind
    parameters: tuple[ParameterShape, ...]
    doc: str


class ClassShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A class whose objects live in the judge; the runner holds handles."""

    name: str
    parameters: tuple[ParameterShape, ...]
    methods: tuple[FunctionShape, ...]
    attributes: tuple[str, ...]
    doc: str


class DataclassShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A dataclass, which crosses by its fields."""

    name: str
    fields: tuple[str, ...]
    frozen: bool
    doc: str


class EnumShape(Struct, frozen=True, forbid_unknown_fields=True):
    """An enum, which crosses by the name of its member; `base` is the kind of enum that it is."""

    name: str
    members: tuple[tuple[str, Any], ...]
    doc: str
    base: EnumBase = "Enum"


class ErrorShape(Struct, frozen=True, forbid_unknown_fields=True):
    """An exception class of the world; its base is a builtin or a world exception listed before it."""

    name: str
    base: str
    doc: str


class WorldShape(Struct, frozen=True, forbid_unknown_fields=True):
    """All that `import world` offers but its constants, which are each run's own."""

    doc: str = ""
    functions: tuple[FunctionShape, ...] = ()
    classes: tuple[ClassShape, ...] = ()
    dataclasses: tuple[DataclassShape, ...] = ()
    enums: tuple[EnumShape, ...] = ()
    errors: tuple[ErrorShape, ...] = ()
