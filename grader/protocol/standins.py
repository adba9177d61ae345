"""What stands in this room for an object whose class lives only in the other.

All of them are ours: whatever the other room says about fields and names is data here, and never decides how
something compares, hashes or prints.
"""

from typing import Any, Self


class Record:
    """A dataclass or an enum member: its fields are read as attributes."""

    __slots__ = ("__fields", "__type")

    def __init__(self, type_name: str, fields: tuple[tuple[str, Any], ...]) -> None:
        """Take the name of the class, and its fields in their order."""
        self.__type = type_name
        self.__fields = fields

    def __getattr__(self, name: str) -> Any:
        """Read a field by its name; never a name that Python itself asks for."""
        if not name.startswith("__"):
            for field, value in self.__fields:
                if field == name:
                    return value
        raise AttributeError(f"{self.__type} has no field {name!r}")

    def __eq__(self, other: object) -> bool:
        """Whether it is a record of the same class with equal fields."""
        return parts(self) == parts(other) if isinstance(other, Record) else NotImplemented

    def __hash__(self) -> int:
        """By its fields, where these can be hashed: in its own room it may well have been in a set all the same."""
        try:
            return hash(parts(self))
        except TypeError:
            return hash(self.__type)

    def __repr__(self) -> str:
        """As a dataclass shows itself."""
        return f"{self.__type}({', '.join(f'{field}={value!r}' for field, value in self.__fields)})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Copying goes by the parts."""
        return Record, (self.__type, self.__fields)


def parts(record: Record) -> tuple[str, tuple[tuple[str, Any], ...]]:
    """The name of a record's class, and its fields; no attributes, since a field may bear any name."""
    made: tuple[str, tuple[tuple[str, Any], ...]] = record.__reduce__()[1]
    return made


class Row(tuple[Any, ...]):  # noqa: SLOT001 - a tuple takes no further slots
    """A named tuple: equal to a tuple of its values, and read by name as well."""

    _fields: tuple[str, ...]
    _type: str

    def __new__(cls, type_name: str, fields: tuple[str, ...], values: tuple[Any, ...]) -> Self:
        """Take the name of the class, and its fields beside their values."""
        made = super().__new__(cls, values)
        made._type = type_name
        made._fields = fields
        return made

    def __getattr__(self, name: str) -> Any:
        """Read a value by its name; never a name that Python itself asks for."""
        if not name.startswith("_"):
            for field, value in zip(self._fields, self, strict=True):
                if field == name:
                    return value
        raise AttributeError(f"{type(self).__name__} has no field {name!r}")

    def __repr__(self) -> str:
        """As a named tuple shows itself."""
        return f"{self._type}({', '.join(f'{f}={v!r}' for f, v in zip(self._fields, self, strict=True))})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Copying goes by the parts."""
        return Row, (self._type, self._fields, tuple(self))


class ForeignError(Exception):
    """An exception."""

    def __init__(self, type_name: str, text: str) -> None:
        """Take the name of the class and the text of the exception."""
        self.type_name = type_name
        self.text = text
        super().__init__(f"{type_name}: {text}" if text else type_name)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copying goes by the parts."""
        return ForeignError, (self.type_name, self.text)
