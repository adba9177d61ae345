"""Values cross as what they were, and nothing else crosses."""

import asyncio
import collections
import copy
import dataclasses
import enum
import http
import math
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
import pytest
from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.protocol.errors import RemoteProtocolError, UncrossableValueError
from grader.protocol.values import (
    Codec,
    ForeignError,
    Record,
    Reference,
    Row,
    error_name,
    find_error,
    is_plain_data,
    safe_text,
)
from grader.protocol.wire import MAX_BYTES, MAX_DEPTH, MAX_EQUAL_HASHES, MAX_NODES


class Colour(enum.Enum):
    RED = 1
    BLUE = "blue"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Rights(enum.Flag):
    READ = 1
    WRITE = 2


@dataclasses.dataclass
class Order:
    item: str
    count: Any = 1


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float


made: list[object] = []


@dataclasses.dataclass
class Counted:
    size: int
    doubled: int = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self.doubled = self.size * 2
        made.append(self)


class StatusError(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status

    def is_final(self) -> bool:
        return self.status != 503


class LostConnection(ConnectionError):
    pass


TYPES = {kind.__name__: kind for kind in (Colour, Level, Rights, Order, Point, Counted, StatusError, LostConnection)}


def through_bytes(value: object, sender: Codec | None = None, receiver: Codec | None = None) -> Any:
    """A value as the other room gets it, by way of the bytes on the channel."""
    wire = (sender or Codec(TYPES)).encode(value)
    return (receiver or Codec(TYPES)).decode(msgspec.msgpack.decode(msgspec.msgpack.encode(wire)))


def payload(value: object) -> bytes:
    return msgspec.msgpack.encode(Codec(TYPES).encode(value))


# Whole seconds: CPython's fromisoformat takes an offset of microseconds alone for UTC.
offsets = st.integers(-86_399, 86_399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(1 << 5000), 1 << 5000),
    st.sampled_from([(1 << 62) + d for d in (-1, 0, 1)] + [-(1 << 62) + d for d in (-1, 0, 1)] + [1 << 63, 1 << 64]),
    st.floats(),
    st.complex_numbers(),
    st.text(st.characters(exclude_categories=())),
    st.binary(),
    st.datetimes(timezones=st.none() | offsets),
    st.builds(lambda moment, fold: moment.replace(fold=fold), st.datetimes(), st.integers(0, 1)),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.sampled_from([*Colour, *Level, *Rights, Rights.READ | Rights.WRITE, Rights(0)]),
    st.builds(Point, st.floats(), st.floats()),
)
hashables = st.recursive(scalars, lambda inner: st.tuples(inner) | st.frozensets(inner, max_size=4), max_leaves=6)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.sets(hashables, max_size=4),
        st.dictionaries(hashables, inner, max_size=4),
        st.builds(Order, st.text(), inner),
    ),
    max_leaves=12,
)


def anatomy(value: Any) -> Any:
    """Equal for values that are equal and of equal types throughout; NaN is equal to itself, and -0.0 not to 0.0."""
    kind = type(value)
    match value:
        case float():
            return kind, math.copysign(1, value), "nan" if math.isnan(value) else value
        case complex():
            return kind, anatomy(value.real), anatomy(value.imag)
        case list() | tuple():
            return kind, [anatomy(item) for item in value]
        case set() | frozenset():
            return kind, sorted(repr(anatomy(item)) for item in value)
        case dict():
            return kind, [(anatomy(key), anatomy(item)) for key, item in value.items()]
        case datetime() | time():
            return kind, value, value.utcoffset(), value.fold
        case Order() | Point():
            return kind, [anatomy(getattr(value, field.name)) for field in dataclasses.fields(value)]
    return kind, value


class TestRoundTrip:
    @given(values)
    @settings(max_examples=200, deadline=None)
    def test_arrives_as_what_it_was(self, value: object) -> None:
        """Every value that crosses arrives with its type, all through, and bit for bit."""
        assert anatomy(through_bytes(value)) == anatomy(value)

    @given(values)
    @settings(max_examples=100, deadline=None)
    def test_equal_bytes(self, value: object) -> None:
        """A value that arrived has the same bytes as the one that was sent."""
        assert payload(through_bytes(value)) == payload(value)

    @pytest.mark.parametrize("text", ["", "plain", "grüße", "日本", "🙂", "lone \ud800"])
    def test_texts(self, text: str) -> None:
        """Text of every width arrives as it was."""
        assert through_bytes(text) == text

    def test_sets_in_stable_order(self) -> None:
        """Sets that were filled in another order give the same bytes."""
        words = [f"word {number}" for number in range(50)]
        backwards = words[::-1]
        assert payload(set(words)) == payload(set(backwards))
        assert payload(frozenset({0, 8})) == payload(frozenset({8, 0}))

    def test_zones(self) -> None:
        """An instant in a named zone arrives as the same instant at the same offset."""
        moment = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1)
        arrived = through_bytes(moment)
        assert (arrived.astimezone(UTC), arrived.utcoffset()) == (moment.astimezone(UTC), timedelta(hours=1))

    def test_patched_clock(self) -> None:
        """What a patched clock calls a datetime crosses as a plain one, there and back."""
        real = datetime(2026, 1, 1, 9, tzinfo=UTC)
        with freeze_time(real):
            sent = Codec().encode([datetime.now(UTC), date.today()])  # noqa: DTZ011 - what learners write
            back = Codec().decode(Codec().encode(real))
        arrived = Codec().decode(sent)
        assert [type(each) for each in arrived] == [type(real), type(real.date())]
        assert arrived == [real, date(2026, 1, 1)]
        assert back == real


class TestSubclassesOfBuiltins:
    class Loud(str):
        __slots__ = ()

        def __str__(self) -> str:
            raise RuntimeError

    class Seven(int):
        def __eq__(self, _other: object) -> bool:
            return True

        __hash__ = int.__hash__

    class Half(float):
        def __repr__(self) -> str:
            raise RuntimeError

    class Shy(list[int]):
        def __iter__(self) -> Any:
            raise RuntimeError

    @pytest.mark.parametrize(
        ("value", "plain"),
        [
            (Loud("loud"), "loud"),
            (Seven(7), 7),
            (Half(-0.0), -0.0),
            (Shy([1, 2]), [1, 2]),
            (collections.Counter("aab"), {"a": 2, "b": 1}),
            (collections.defaultdict(list, {1: [2]}), {1: [2]}),
            (collections.OrderedDict([("b", 1), ("a", 2)]), {"b": 1, "a": 2}),
            (http.HTTPStatus.OK, 200),
            (bytearray(b"\x00\xff"), b"\x00\xff"),
            (memoryview(b"abcd")[::2], b"ac"),
            (True, True),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_arrives_as_the_builtin(self, value: object, plain: object) -> None:
        """A subclass of a builtin arrives as the builtin, by none of its own methods."""
        arrived = through_bytes(value)
        assert anatomy(arrived) == anatomy(plain)

    def test_moved_keys(self) -> None:
        """An OrderedDict whose keys were moved arrives in its own order."""
        ordered = collections.OrderedDict.fromkeys("abc")
        ordered.move_to_end("a")
        assert list(through_bytes(ordered)) == ["b", "c", "a"]

    def test_named_tuple(self) -> None:
        """A named tuple arrives as a tuple that is also read by name, and goes back as one."""

        class Pair(NamedTuple):
            left: int
            type: str

        there = through_bytes(Pair(1, "x"))
        again = through_bytes(there)
        for arrived in (there, again):
            assert arrived == (1, "x")
            assert (arrived.left, arrived.type) == (1, "x")
            assert repr(arrived) == "Pair(left=1, type='x')"
            assert arrived._fields == ("left", "type")
        with pytest.raises(AttributeError, match="middle"):
            _ = there.middle

    @pytest.mark.parametrize("copied", [copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
    @pytest.mark.parametrize(
        "standin", [Row("Pair", ("a",), (1,)), Record("Thing", (("a", [1]),)), ForeignError("Boom", "why")]
    )
    def test_standins_can_be_copied(self, copied: Callable[[Any], Any], standin: Any) -> None:
        """What stands in for a foreign object can be copied, as a check or a world may do with what it got."""
        assert repr(copied(standin)) == repr(standin)


class TestDataclassesAndEnums:
    def test_past_init(self) -> None:
        """A dataclass is built past its `__init__`: nothing is computed twice."""
        counted = Counted(3)
        counted.doubled = 7
        made.clear()
        assert through_bytes(counted) == counted
        assert not made

    def test_unknown_dataclass(self) -> None:
        """A dataclass that the receiver does not know arrives as a record of its fields."""
        arrived = through_bytes(Order("tea", [1]), receiver=Codec(), sender=Codec())
        assert isinstance(arrived, Record)
        assert (arrived.item, arrived.count) == ("tea", [1])
        assert repr(arrived) == "Order(item='tea', count=[1])"
        assert through_bytes(arrived) == arrived
        with pytest.raises(AttributeError, match="price"):
            _ = arrived.price

    def test_fields_of_any_name(self) -> None:
        """A record's field may be called `type` or `fields`; names that Python asks for are not fields."""
        record = through_bytes(Record("Thing", (("type", 1), ("fields", 2), ("__class__", 3), ("__len__", 4))))
        assert (record.type, record.fields, record.__class__) == (1, 2, Record)
        assert not hasattr(record, "__len__")

    def test_records_compare(self) -> None:
        """Records are equal by class and fields, and hash even where a field does not."""
        one, same, other = (Record("Thing", (("a", each),)) for each in (1, 1, 2))
        assert one == same != other
        assert one != Record("Other", (("a", 1),))
        assert one != 1
        assert len({one, same, other}) == 2
        assert through_bytes({Record("Thing", (("a", (1, 2)),))})
        assert hash(Record("Thing", (("a", []),)))

    def test_namesake(self) -> None:
        """A dataclass that only shares its name with one of the world does not become it."""
        namesake = dataclasses.make_dataclass("Order", ["price"])(3)
        arrived = through_bytes(namesake)
        assert isinstance(arrived, Record)
        assert arrived.price == 3

    def test_unknown_enum(self) -> None:
        """A member of an unknown enum arrives as a record of name and value, one that is a number as the number."""
        member = through_bytes(Colour.BLUE, sender=Codec())
        assert (member.name, member.value) == ("BLUE", "blue")
        assert through_bytes(Level.HIGH, sender=Codec()) == 2

        class Word(enum.StrEnum):
            YES = "yes"

        class Share(float, enum.Enum):
            HALF = 0.5

        assert through_bytes([Word.YES, Share.HALF]) == ["yes", 0.5]

    @pytest.mark.parametrize(
        "wire",
        [
            ["enum", "Colour", "__class__"],
            ["enum", "Order", "RED"],
            ["enum", "Nothing", "RED"],
            ["flag", "Colour", 1],
            ["flag", "Rights", "READ"],
            ["flag", "Rights", 64],
            ["data", "Order", [["item", "tea"]]],
            ["data", "Order", [["item", "tea"], ["count", 1], ["more", 1]]],
            ["data", "Colour", []],
            ["data", "Nothing", []],
            ["row", "Pair", ["a"], [1, 2]],
            ["row", "Pair", [1], [1]],
        ],
    )
    def test_not_of_the_world(self, wire: object) -> None:
        """A wire form that names what the world does not have is refused."""
        with pytest.raises(RemoteProtocolError):
            Codec(TYPES).decode(wire)


def same_error(one: BaseException, other: BaseException) -> bool:
    return type(one) is type(other) and one.args == other.args and str(one) == str(other)


class TestExceptions:
    @pytest.mark.parametrize(
        "error",
        [
            Exception(),
            BaseException("why"),
            ValueError("why", 1, [2]),
            KeyError("name"),
            KeyError(("a", 1)),
            OSError(2, "No such file"),
            OSError("only words"),
            FileNotFoundError(2, "No such file", "a.txt"),
            OSError(18, "Cross-device", "a", None, "b"),
            UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "invalid start byte"),
            UnicodeEncodeError("ascii", "ü", 0, 1, "not in range"),
            UnicodeTranslateError("ü", 0, 1, "no"),
            StopIteration(5),
            StopAsyncIteration(),
            SystemExit(3),
            KeyboardInterrupt(),
            ZeroDivisionError("division by zero"),
            TimeoutError(),
            asyncio.CancelledError("msg"),
            asyncio.QueueEmpty(),
            asyncio.InvalidStateError("invalid"),
            asyncio.IncompleteReadError(b"ab", 4),
            asyncio.LimitOverrunError("too long", 7),
            LostConnection(104, "reset"),
            StatusError(503),
        ],
    )
    def test_arrives(self, error: BaseException) -> None:
        """An exception of builtins, asyncio or the world arrives with its class, arguments, text and attributes."""
        arrived = through_bytes(error)
        assert same_error(arrived, error)
        assert vars(arrived) == vars(error)

    @pytest.mark.parametrize(
        ("error", "names"),
        [(FileNotFoundError(2, "No", "f"), ("errno", "strerror", "filename")), (StopIteration(5), ("value",))],
    )
    def test_inner_state(self, error: BaseException, names: tuple[str, ...]) -> None:
        """What a builtin keeps beside its arguments arrives too."""
        arrived = through_bytes(error)
        assert [getattr(arrived, name) for name in names] == [getattr(error, name) for name in names]

    def test_syntax_error(self) -> None:
        """A SyntaxError leaves its columns behind: they make `traceback` draw carets as far as they say."""
        arrived = through_bytes(SyntaxError("bad", ("f.py", 1, 1, "x", 1, 1 << 60)))
        assert (arrived.msg, arrived.end_offset) == ("bad", None)

    def test_own_subclass(self) -> None:
        """A learner's own subclass arrives as the nearest class that both rooms know."""

        class NotFound(KeyError):
            pass

        class GaveUp(StatusError):
            pass

        assert same_error(through_bytes(NotFound("k")), KeyError("k"))
        gave_up = through_bytes(GaveUp(404))
        assert same_error(gave_up, StatusError(404))
        assert gave_up.status == 404

    def test_own_class(self) -> None:
        """A learner's own class that is nothing but an exception arrives as a foreign one with its name."""

        class Trouble(Exception):
            pass

        class Silent(BaseException):
            pass

        arrived = through_bytes([Trouble("late"), Silent()])
        assert [str(error) for error in arrived] == [
            "TestExceptions.test_own_class.<locals>.Trouble: late",
            "TestExceptions.test_own_class.<locals>.Silent",
        ]
        assert str(through_bytes(arrived[0])) == str(arrived[0])

    def test_namesake(self) -> None:
        """A learner's own TimeoutError is not the builtin one."""
        namesake = type("TimeoutError", (Exception,), {"__qualname__": "TimeoutError"})
        assert isinstance(through_bytes(namesake()), ForeignError)

    def test_groups(self) -> None:
        """Groups arrive as groups, nested as they were."""
        inner = ExceptionGroup("inner", [KeyError("k"), StatusError(500)])
        group = BaseExceptionGroup("outer", [asyncio.CancelledError(), inner])
        group.add_note("noted")
        arrived = through_bytes(group)
        assert (type(arrived), arrived.message, arrived.__notes__) == (BaseExceptionGroup, "outer", ["noted"])
        cancelled, nested = arrived.exceptions
        assert (type(cancelled), type(nested), nested.message) == (asyncio.CancelledError, ExceptionGroup, "inner")
        assert [same_error(*pair) for pair in zip(nested.exceptions, inner.exceptions, strict=True)] == [True, True]

    def test_own_group(self) -> None:
        """A learner's own kind of group, holding an exception of their own, still arrives as a group."""

        class Trouble(Exception):
            pass

        class Troubles(ExceptionGroup[Exception]):
            pass

        def refer(value: object) -> Reference | None:
            return Reference("runner", "#1", "Trouble") if isinstance(value, Trouble) else None

        arrived = through_bytes(Troubles("many", [Trouble("one")]), sender=Codec(refer=refer))
        assert type(arrived) is ExceptionGroup
        assert isinstance(arrived.exceptions[0], ForeignError)

    def test_cause_and_notes(self) -> None:
        """`__cause__` and notes cross; `__context__` and the traceback stay."""
        error, cause = ValueError("no"), KeyError("k")
        error.__cause__, error.__context__ = cause, TypeError()
        error.add_note("try the other door")
        arrived = through_bytes(error)
        assert same_error(arrived.__cause__, cause)
        assert (arrived.__notes__, arrived.__context__, arrived.__traceback__) == (["try the other door"], None, None)

    def test_causes_in_a_circle(self) -> None:
        """Exceptions that cause each other arrive, the circle cut somewhere."""
        one, other = ValueError(1), ValueError(2)
        one.__cause__, other.__cause__ = other, one
        assert through_bytes(one).__cause__.args == (2,)

    def test_uncrossable_arguments(self) -> None:
        """An exception with arguments that cannot cross arrives with its text in their place."""
        arrived = through_bytes(ValueError("no", lambda: 0))
        assert type(arrived) is ValueError
        assert "lambda" in str(arrived)
        assert isinstance(through_bytes(UnicodeDecodeError("x", b"\xff" * 2_000_000, 0, 1, "r")), ForeignError)

    def test_huge_message(self) -> None:
        """An exception with a message of megabytes arrives with a shortened one, and others beside it whole."""
        arrived = through_bytes([ValueError("x" * 5_000_000), ValueError("y" * 600)])
        assert [len(str(error)) for error in arrived] == [500, 600]

    def test_many_exceptions(self) -> None:
        """The texts of many exceptions weigh as other texts do."""

        class Wordy(Exception):
            def __str__(self) -> str:
                return "x" * 400

        with pytest.raises(UncrossableValueError, match="1 MB"):
            Codec().encode([Wordy() for _ in range(4000)])

    def test_uncrossable_attributes(self) -> None:
        """Attributes that cannot cross, and private ones, are left behind."""
        error = ValueError("no")
        vars(error).update({"retry": lambda: 0, "_secret": 1, "after": 3, "args": 1, "add_note": 2, "not a name": 3})
        assert vars(through_bytes(error)) == {"after": 3}

    def test_hiding_attributes(self) -> None:
        """No attribute that arrives hides a method or a property of the class."""
        wire = [
            "error",
            "world.StatusError",
            "StatusError",
            "t",
            ["t"],
            [["is_final", 1], ["with_traceback", 2]],
            [],
            None,
        ]
        arrived = Codec(TYPES).decode(wire)
        assert vars(arrived) == {}

    @pytest.mark.parametrize("raised", [ValueError, SystemExit, RecursionError])
    def test_text_raises(self, raised: type[BaseException]) -> None:
        """An exception whose `__str__` raises arrives all the same, and says so."""

        class Mute(KeyError):
            def __str__(self) -> str:
                raise raised

        wire = Codec().encode(Mute("k"))
        assert wire[3] == f"<no text: its __str__ raised {raised.__name__}>"
        assert same_error(Codec().decode(wire), KeyError("k"))

    def test_notes_of_any_kind(self) -> None:
        """Notes that were not made by `add_note` are left behind."""
        error, other = ValueError(), ValueError()
        error.__notes__ = ["text", 3]  # type: ignore[list-item]
        vars(other)["__notes__"] = 7
        assert through_bytes(error).__notes__ == ["text"]
        assert not hasattr(through_bytes(other), "__notes__")

    @pytest.mark.parametrize(
        "wire",
        [
            ["error", "ExceptionGroup", "G", "t", ["m", ["list", []]], [], [], None],
            ["error", "UnicodeDecodeError", "U", "t", ["utf-8", b"", 0, 1 << 60, "r"], [], [], None],
            ["error", "UnicodeTranslateError", "U", "t", ["", 5, 1, "r"], [], [], None],
            ["error", "UnicodeDecodeError", "U", "t", [], [], [], None],
            ["error", "asyncio.run", "U", "t", [], [], [], None],
            ["error", "asyncio.Task", "U", "t", [], [], [], None],
            ["error", "world.Order", "U", "t", [], [], [], None],
            ["error", "print", "U", "t", [], [], [], None],
            ["error", "StatusError", "U", "t", [], [], [], None],
        ],
    )
    def test_what_no_class_takes(self, wire: object) -> None:
        """A name that is no exception, or arguments that its class would not take, make a foreign exception."""
        assert str(Codec(TYPES).decode(wire)) == f"{wire[2]}: t"  # type: ignore[index]

    def test_always_crosses(self) -> None:
        """An exception that refuses to be read, or holds more than can cross, still arrives by its name."""

        class Closed(Exception):
            def __getattribute__(self, name: str) -> Any:
                raise LookupError(name)

            def __str__(self) -> str:
                return "closed"

        group = ExceptionGroup("all", [ValueError()] * MAX_NODES)
        deep: Exception = ValueError()
        for _ in range(MAX_DEPTH + 1):
            deep = ExceptionGroup("deeper", [deep])
        assert str(through_bytes(Closed())).endswith("Closed: closed")
        for error in (group, deep):
            assert str(through_bytes(error)).startswith("ExceptionGroup: ")

    def test_names(self) -> None:
        """Exceptions are named as people call them, and found again by that."""
        assert [error_name(kind) for kind in (KeyError, asyncio.QueueEmpty, StatusError)] == [
            "KeyError",
            "asyncio.QueueEmpty",
            "StatusError",
        ]
        assert find_error("asyncio.QueueEmpty", {}) is asyncio.QueueEmpty
        assert find_error("StatusError", TYPES) is StatusError
        assert find_error("Order", TYPES) is None

    def test_safe_text(self) -> None:
        """Text is cut to its limit and can always be written as UTF-8."""
        assert safe_text("x" * 501) == "x" * 499 + "…"
        assert safe_text("x" * 500) == "x" * 500
        assert safe_text("a\ud800") == "a?"


class TestReferences:
    def test_there_and_back(self) -> None:
        """What stays in its room crosses as a reference and is looked up when it comes back."""
        thing = object()
        home = Codec(refer=lambda value: Reference("judge", "#1", "Thing") if value is thing else None)
        home.resolve = {Reference("judge", "#1", "Thing"): thing}.__getitem__
        assert through_bytes([thing], home, home) == [thing]

    @pytest.mark.parametrize("wire", [["ref", "judge", "#2", "Thing"], ["ref", "judge", 2, "Thing"], ["ref"]])
    def test_no_such_thing(self, wire: object) -> None:
        """A reference to nothing, or where none can be, is refused."""
        for codec in (Codec(), Codec(resolve=resolve)):
            with pytest.raises(RemoteProtocolError):
                codec.decode(wire)

    def test_calls(self) -> None:
        """The arguments of a call arrive as positional and keyword arguments."""
        args, kwargs = (1, [2]), {"key": {3}}
        assert Codec().decode_call(Codec().encode_call(args, kwargs)) == (args, kwargs)

    @pytest.mark.parametrize(
        "args", [(1,) * (MAX_NODES + 1), ("x" * 900,) * (MAX_BYTES // 900 + 1)], ids=["many", "long"]
    )
    def test_what_calls_hold_is_limited_as_one_value(self, args: tuple[Any, ...]) -> None:
        """However plain each argument is: all of them together are no more than one value may be."""
        with pytest.raises(UncrossableValueError):
            Codec().encode_call(args, {})

    @pytest.mark.parametrize(
        "wire", [None, [], [[]], [[], {}], [1, 2], [[], [[1, 2]]], [[], ["ab"]], [[["list"]], []], [[], [["a"]]]]
    )
    def test_no_arguments(self, wire: object) -> None:
        """What is not the arguments of a call is refused."""
        with pytest.raises(RemoteProtocolError):
            Codec().decode_call(wire)


def endless_list() -> list[Any]:
    inner: list[Any] = []
    inner.append(inner)
    return inner


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


class Liar:
    def __eq__(self, _other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class Pretender:
    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return ValueError


@dataclasses.dataclass
class Broken:
    value: int = 0

    def __getattribute__(self, name: str) -> Any:
        raise LookupError(name)


class Nameless(type):
    @property
    def __name__(cls) -> str:  # type: ignore[override]
        raise RuntimeError


REFUSED: list[tuple[object, str]] = [
    (endless_list(), "a list nested more than 100 deep (does it contain itself?)"),
    (nested(MAX_DEPTH + 1), "a list nested more than 100 deep (does it contain itself?)"),
    ("x" * 100_000_000, "a value of more than 1 MB"),
    (["x" * (MAX_BYTES // 2)] * 3, "a value of more than 1 MB"),
    ("ü" * (MAX_BYTES // 2 + 1), "a value of more than 1 MB"),
    ("\ud800" * (MAX_BYTES // 2), "a value of more than 1 MB"),
    (1 << (MAX_BYTES * 4 + 4), "a value of more than 1 MB"),
    (b"x" * (MAX_BYTES + 1), "a value of more than 1 MB"),
    ([0] * MAX_NODES, "more than 200000 values in one"),
    ((number for number in range(3)), "a generator, which nobody walked through"),
    (lambda: 0, "a lambda"),
    (nested, "the function nested"),
    (len, "the function len"),
    (endless_list().append, "the function append"),
    (int, "the class int"),
    (Liar(), "a Liar"),
    ([Liar()], "a Liar, inside a list"),
    ({"key": (1, {"deep": object()})}, "an object, inside a dict"),
    (range(3), "a range (list(...) makes a list of it)"),
    ({}.keys(), "the keys of a dict (list(...) makes a list of them)"),
    (collections.deque([1]), "a deque"),
    (Pretender(), "a Pretender"),
    (Broken(), "a Broken that raised LookupError when it was read"),
    (Nameless("Hidden", (), {})(), "an object"),
    (type("A" * 100, (), {})(), "an " + "A" * 59 + "…"),
    (asyncio.Lock(), "a Lock"),
]


class TestRefusals:
    @pytest.mark.parametrize(
        ("value", "what"), REFUSED, ids=[f"{number} {what[:30]}" for number, (_, what) in enumerate(REFUSED)]
    )
    def test_named(self, value: object, what: str) -> None:
        """What cannot cross is refused, and called by what its owner would call it."""
        with pytest.raises(UncrossableValueError) as refused:
            Codec().encode(value)
        assert refused.value.what == what

    def test_deepest(self) -> None:
        """What is allowed in is allowed out: the deepest value still arrives."""
        assert through_bytes(nested(MAX_DEPTH)) == nested(MAX_DEPTH)


class TestPlainData:
    def test_plain(self) -> None:
        """Objects that are all said by their values are plain data; one with a method of its own is not."""

        class Inventory(dict[str, int]):
            pass

        class Cache(dict[str, int]):
            async def load(self, key: str) -> int:
                return self[key]

        @dataclasses.dataclass
        class Job:
            name: str

            def __enter__(self) -> None: ...

        class Room:
            pass

        plain = {kind: is_plain_data(kind) for kind in (Order, Point, Inventory, Cache, Job, Room)}
        assert plain == {Order: True, Point: True, Inventory: True, Cache: False, Job: False, Room: False}


trees = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(1 << 63), (1 << 64) - 1),
        st.floats(),
        st.text(max_size=6),
        st.binary(max_size=6),
        st.sampled_from(["list", "tuple", "set", "dict", "int", "str", "datetime", "date", "time", "timedelta", "row"]),
        st.sampled_from(["enum", "flag", "data", "record", "error", "group", "ref", "complex", "frozenset"]),
        st.sampled_from([*TYPES, "world.StatusError", "ValueError", "OSError", "UnicodeDecodeError", "asyncio.run"]),
        st.just(msgspec.msgpack.Ext(1, b"x")),
    ),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=20,
)


@st.composite
def damaged_forms(draw: st.DrawFn) -> Any:
    """The wire form of a real value with one of its nodes replaced."""
    errors = [
        KeyError("k"),
        StatusError(5),
        ExceptionGroup("g", [OSError(2, "x", "f")]),
        UnicodeDecodeError("u", b"a", 0, 1, ""),
    ]
    wire = Codec(TYPES).encode(draw(values | st.sampled_from(errors)))
    junk = draw(trees)
    if not isinstance(wire, list):
        return junk
    node = wire
    while True:
        place = draw(st.integers(0, len(node) - 1))
        if isinstance(node[place], list) and node[place] and draw(st.booleans()):
            node = node[place]
            continue
        node[place] = junk
        return wire


def resolve(reference: Reference) -> Any:
    return {"#1": object()}[reference.key]


class TestHostileForms:
    @given(trees | damaged_forms())
    @settings(max_examples=500, deadline=None)
    def test_one_error_only(self, wire: object) -> None:
        """Whatever arrives is a value or a RemoteProtocolError, and what it is can be shown, hashed and compared."""
        payload = msgspec.msgpack.encode(wire)
        codec = Codec(TYPES, resolve=resolve)
        try:
            value = codec.decode(msgspec.msgpack.decode(payload))
        except RemoteProtocolError:
            return
        assert isinstance(repr(value), str)
        assert isinstance(str(value), str)
        assert (value == object()) is False

    @pytest.mark.parametrize(
        "wire",
        [
            [],
            {},
            [[]],
            ["nothing"],
            ["list"],
            ["list", "ab"],
            ["list", {"a": 1}],
            ["list", [], []],
            ["set", [["list", []]]],
            ["dict", ["ab"]],
            ["dict", [[1]]],
            ["dict", [[["list", []], 1]]],
            ["int", 5],
            ["int", "5.0"],
            ["int", b"5"],
            ["str", "text"],
            ["str", b"\xff"],
            ["complex", "1", 2.0],
            ["complex", True, 2.0],
            ["datetime", "yesterday", 0],
            ["datetime", "2026-01-01", 2],
            ["datetime", "2026-01-01", True],
            ["date", 5],
            ["time", "25:00", 0],
            ["timedelta", 1 << 62, 0, 0],
            ["timedelta", 1.5, 0, 0],
            ["record", 1, []],
            ["record", "R", [["a"]]],
            ["record", "R", [[1, 2]]],
            ["group", "m", [], [], None],
            ["group", "m", [1], [], None],
            ["group", 1, [["error", "ValueError", "V", "", [], [], [], None]], [], None],
            ["error", "ValueError", "V", "", [], [], [1], None],
            ["error", "ValueError", "V", "", [], [], [], 1],
            ["error", "ValueError", "V", "", [], [["a"]], [], None],
            msgspec.msgpack.Ext(1, b""),
            datetime(2026, 1, 1, tzinfo=UTC),
        ],
    )
    def test_refused(self, wire: object) -> None:
        """A form that no encoder of ours makes is refused, however well it could be read."""
        with pytest.raises(RemoteProtocolError):
            Codec(TYPES).decode(wire)

    def test_too_deep(self) -> None:
        """A form that is deeper than any value may be is refused, however deep."""
        wire: list[Any] = ["list", []]
        for _ in range(MAX_DEPTH + 1):
            wire = ["list", [wire]]
        with pytest.raises(RemoteProtocolError, match="deep"):
            Codec().decode(wire)

    def test_equal_hashes(self) -> None:
        """Numbers chosen to hash alike cannot keep a set of the judge's busy for minutes."""
        modulus = (1 << 61) - 1
        colliding = [["int", hex(modulus * (factor + 4))] for factor in range(MAX_EQUAL_HASHES + 1)]
        for wire in (["set", colliding], ["frozenset", colliding], ["dict", [[key, 1] for key in colliding]]):
            with pytest.raises(RemoteProtocolError, match="equal hash"):
                Codec().decode(wire)
        assert len(Codec().decode(["set", list(range(MAX_EQUAL_HASHES + 1))])) == MAX_EQUAL_HASHES + 1
