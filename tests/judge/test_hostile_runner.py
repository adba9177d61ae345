"""Whatever a runner says, a run ends, and in an outcome of the submission, never in an error of the judge's."""

import asyncio
import contextlib
import copy
import types
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.judge.launch import launcher
from grader.judge.limits import Limits
from grader.judge.loop import JudgeLoop
from grader.judge.observations import SubmissionError, SubmissionFailedError, learners_failure
from grader.judge.remote import RemoteObject, Submission
from grader.judge.runners import Ending, Launcher, Patience, RunnerGoneError, RunnerProcess
from grader.judge.session import Session
from grader.judge.world import WorldRoom
from grader.model.verdict import Verdict
from grader.protocol.framing import FrameBuffer, frame, message_from_judge
from grader.protocol.messages import (
    Ask,
    Block,
    BlockOn,
    Call,
    CancelCall,
    Dropped,
    Error,
    Failure,
    Flush,
    FromJudge,
    Go,
    Idle,
    LateBeat,
    Loaded,
    LostTask,
    NotLoaded,
    Origin,
    Place,
    Printed,
    Raised,
    Returned,
    Say,
    Setting,
    Start,
    Step,
    TaskState,
    Unfinished,
    Value,
)
from grader.sandbox import Standing, standing_elsewhere

HERE = Path(__file__).parent
WORLD = HERE / "hostile_world.py"
PROGRAM = HERE / "hostile_program.py"
SMALL = Limits(exchanges_per_instant=300, exchanges=1_000, output_bytes=10_000, message_bytes=100_000)

Check = Callable[[Submission], Any]


async def call_main(submission: Submission) -> Any:
    return await submission.main()


async def call_all(submission: Submission) -> Any:
    """Every entry of the program, what it gives used as a check would."""
    results = [await submission.main(), await submission.objects(), await submission.waits()]
    with contextlib.suppress(ExceptionGroup):
        await submission.fails()
    match await submission.hands_over():
        case (RemoteObject() as shop, *_):
            results.append(await shop.buy())
    return results


class Outcome:
    """How a run ended, as a check saw it, and whether anything was amiss in the judge's room."""

    def __init__(self) -> None:
        self.value: Any = None
        self.error: BaseException | None = None
        self.verdict: Verdict | None = None
        self.troubles: list[Any] = []
        self.touched: list[str] = []

    @property
    def is_the_submissions(self) -> bool:
        """Whether this is the learner's doing, not an error of ours."""
        if self.troubles or self.touched or self.verdict is Verdict.JUDGE_ERROR:
            return False
        return (
            self.error is None
            or isinstance(self.error, SubmissionError | SubmissionFailedError)
            or learners_failure(self.error) is not None
        )

    def __repr__(self) -> str:
        return f"{self.value!r} {self.error!r} {self.verdict} {self.troubles} {self.touched}"


def run(runners: Launcher, check: Check = call_main, limits: Limits = SMALL) -> Outcome:
    """One run of a check with whatever runner there is."""
    outcome, loop, world = Outcome(), JudgeLoop(horizon=3600), WorldRoom(WORLD, 0)
    loop.set_exception_handler(lambda _, context: _note_trouble(outcome, context))
    session = Session(loop, runners, world, PROGRAM.read_text(encoding="utf-8"), PROGRAM.name, limits)
    try:
        outcome.value = loop.run_until_complete(check(Submission(session)))
    except BaseException as error:
        outcome.error = error
    finally:
        session.close()
        loop.close()
    outcome.touched = world.module.touched
    outcome.verdict = session.failure.verdict if session.failure else None
    return outcome


def _note_trouble(outcome: Outcome, context: dict[str, Any]) -> None:
    if "never retrieved" not in context["message"]:
        outcome.troubles.append(context.get("exception") or context["message"])


class Recorder:
    """A launcher that keeps what its runners say."""

    def __init__(self, inner: Launcher) -> None:
        self._inner = inner
        self.said: list[bytes] = []

    def launch(self, setting: Setting) -> RunnerProcess:
        process = self._inner.launch(setting)
        receive = process.receive

        def recorded(patience: Patience) -> bytes:
            payload = receive(patience)
            self.said.append(payload)
            return payload

        process.receive = recorded  # type: ignore[method-assign]
        return process

    def standing(self) -> Standing:
        return self._inner.standing()

    def close(self) -> None:
        self._inner.close()


class Playback:
    """A runner that says what was recorded, whatever it hears; its own launcher."""

    def __init__(self, stream: bytes) -> None:
        self._buffer = FrameBuffer()
        self._buffer.feed(stream)

    def launch(self, _setting: Setting) -> "Playback":
        return self

    def standing(self) -> Standing:
        return standing_elsewhere()

    def send(self, data: bytes) -> None:
        """Hear nothing."""

    def receive(self, _patience: Patience) -> bytes:
        payload = self._buffer.next_payload()
        if payload is None:
            raise RunnerGoneError
        return payload

    def begin_anew(self) -> None:
        """Have one run only."""

    def leave(self) -> Ending:
        return self.end()

    def end(self) -> Ending:
        return Ending(0)

    def close(self) -> None:
        """Hold nothing."""


Script = Generator[Say, FromJudge, None]


class Scripted:
    """A runner that follows a script, in which it hears what the judge says; its own launcher."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._next: Say | None = None
        self._begun = False

    def launch(self, _setting: Setting) -> "Scripted":
        return self

    def standing(self) -> Standing:
        return standing_elsewhere()

    def send(self, data: bytes) -> None:
        message = message_from_judge(data[4:])
        try:
            self._next = self._script.send(message) if self._begun else next(self._script)
        except StopIteration:
            self._next = None
        self._begun = True

    def receive(self, _patience: Patience) -> bytes:
        if self._next is None:
            raise RunnerGoneError
        return frame(self._next)[4:]

    def begin_anew(self) -> None:
        """Have one run only."""

    def leave(self) -> Ending:
        return self.end()

    def end(self) -> Ending:
        self._script.close()
        return Ending(0)

    def close(self) -> None:
        """Hold nothing."""


@pytest.fixture(scope="module")
def recording() -> Iterator[list[bytes]]:
    """What the runner of a real run said."""
    recorder = Recorder(launcher())
    outcome = run(recorder, call_all, Limits())
    assert outcome.is_the_submissions
    assert outcome.error is None
    yield recorder.said
    recorder.close()


def framed(payloads: list[bytes]) -> bytes:
    return b"".join(len(payload).to_bytes(4, "big") + payload for payload in payloads)


def test_playback_is_faithful(recording: list[bytes]) -> None:
    """What was recorded and not changed comes to the same as the run it was recorded from."""
    outcome = run(Playback(framed(recording)), call_all, Limits())
    page, order, limit = outcome.value[0]
    assert (page, order.item, limit) == ("page", "tea", 3)
    assert outcome.value[1:] == [["oak", 2, "oak", 3, 0, 1, "leased"], "page", "page"]
    assert outcome.is_the_submissions


class TestDamagedStreams:
    @given(data=st.data())
    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def test_bytes(self, recording: list[bytes], data: st.DataObject) -> None:
        """Bytes that were flipped, lost or cut off end a run in an outcome of the submission."""
        stream = bytearray(framed(recording))
        for place in data.draw(st.lists(st.integers(0, len(stream) - 1), min_size=1, max_size=3)):
            stream[place % len(stream)] ^= data.draw(st.integers(1, 255))
        cut = data.draw(st.none() | st.integers(0, len(stream)))
        outcome = run(Playback(bytes(stream[:cut])), call_all)
        assert outcome.is_the_submissions, outcome

    @given(data=st.data())
    @settings(
        max_examples=200,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def test_order(self, recording: list[bytes], data: st.DataObject) -> None:
        """Messages that were dropped, repeated or swapped end a run in an outcome of the submission."""
        payloads = list(recording)
        places = st.integers(0, len(payloads) - 2)
        for change in data.draw(st.lists(st.sampled_from(["drop", "repeat", "swap", "move"]), min_size=1, max_size=4)):
            here, there = data.draw(places) % len(payloads), data.draw(places) % len(payloads)
            match change:
                case "drop":
                    del payloads[here]
                case "repeat":
                    payloads.insert(there, payloads[here])
                case "swap":
                    payloads[here], payloads[there] = payloads[there], payloads[here]
                case _:
                    payloads.insert(there, payloads.pop(here))
        outcome = run(Playback(framed(payloads)), call_all)
        assert outcome.is_the_submissions, outcome

    @given(data=st.data())
    @settings(
        max_examples=300,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def test_fields(self, recording: list[bytes], data: st.DataObject) -> None:
        """Messages with some field replaced end a run in an outcome of the submission."""
        messages = [msgspec.msgpack.decode(payload) for payload in recording]
        for _ in range(data.draw(st.integers(1, 3))):
            message = data.draw(st.sampled_from(messages))
            _replace_field(message, data)
        outcome = run(Playback(framed([msgspec.msgpack.encode(message) for message in messages])), call_all)
        assert outcome.is_the_submissions, outcome


def _replace_field(message: list[Any], data: st.DataObject) -> None:
    node = message
    while True:
        place = data.draw(st.integers(0, len(node) - 1))
        if isinstance(node[place], list) and node[place] and data.draw(st.integers(0, 4)):
            node = node[place]
            continue
        node[place] = copy.deepcopy(data.draw(REPLACEMENTS))
        return


ORIGIN = Origin("main", (Place("main", 3),), 0)
NOTHING: list[Any] = [[], []]
PLACE = ["Origin", "main", [], 0]
REPLACEMENTS = st.one_of(
    st.sampled_from([None, True, 0, 1, 2, 3, -1, 1 << 62, 1 << 63, 0.5, float("nan"), "", "main", b"", [], {}]),
    st.sampled_from(["configure", "_secret", "keep", "download", "lines", "#1", "#1.hidden", "#2.ag_frame", "#3.gen"]),
    st.sampled_from(["#1._shred", "#1.burn_down", "__class__", "Desk", "Order", "#1.__class__", "world.LeftError"]),
    st.sampled_from(
        [
            ["Idle", None],
            ["Idle", 1 << 62],
            ["Flush"],
            ["Step", 1, False],
            ["Step", 2, True],
            ["CancelCall", 1],
            ["Call", 1, "download", NOTHING, PLACE],
            ["Ask", "keep", NOTHING, PLACE],
            ["BlockOn", "download", NOTHING, PLACE],
            ["Block", 1 << 62, "sleep", PLACE],
            ["Returned", 1, 5, None, False],
            ["Returned", 1, ["error", "SystemExit", "SystemExit", "", [], [], [], None], None, False],
            ["Raised", 1, ["Failure", ["error", "KeyboardInterrupt", "K", "", [], [], [], None], "K", "", []]],
            ["Dropped", 1],
            ["ref", "judge", "#1", "Desk"],
            ["ref", "judge", "#2", "function"],
            ["ref", "judge", "_secret", "function"],
            ["ref", "runner", "#9", "async-generator"],
            ["set", [["list", []]]],
        ]
    ),
)


def opening() -> Script:
    """Load, and wait until `main` is called."""
    message = yield Say(Loaded((("main", "function", None),)))
    while not (isinstance(message, Go) and any(isinstance(event, Start) for event in message.events)):
        message = yield Say(Idle(None))


def says(*states: Any) -> Script:
    """Say these, one after the other, once `main` was called."""
    yield from opening()
    for state in states:
        yield state if isinstance(state, Say) else Say(state)


def call(target: str, arguments: Any = NOTHING, number: int = 1) -> Call:
    return Call(number, target, arguments, ORIGIN)


def ask(target: str, arguments: Any = NOTHING) -> Ask:
    return Ask(target, arguments, ORIGIN)


def block_on(target: str, arguments: Any = NOTHING) -> BlockOn:
    return BlockOn(target, arguments, ORIGIN)


DESK = ask("Desk", [["oak"], []])
LINES = ask("lines")
LEASE = ask("lease")
RETURN = Returned(1, 5)
TAMPERING: dict[str, list[Any]] = {
    "configure": [ask("configure", [[1], []])],
    "configure, blocking": [block_on("configure_blocking")],
    "a call of configure": [call("configure")],
    "private function": [ask("_secret")],
    "dunder": [ask("__class__")],
    "builtin of the module": [ask("asyncio")],
    "list of the module": [ask("touched")],
    "constant": [ask("LIMIT")],
    "attribute of the module": [ask("LIMIT", None)],
    "imported name": [ask("asynccontextmanager")],
    "deeper name": [ask("download.__globals__")],
    "empty name": [ask("")],
    "dataclass": [ask("Order", [["tea", 1], []])],
    "exception": [ask("LeftError")],
    "no such object": [ask("#1.sit")],
    "object itself": [DESK, ask("#1")],
    "private method": [DESK, ask("#1._shred")],
    "private attribute": [DESK, ask("#1._private", None)],
    "class of an object": [DESK, ask("#1.__class__", None)],
    "finaliser": [DESK, ask("#1.__del__")],
    "dict of an object": [DESK, ask("#1.__dict__", None)],
    "static method": [DESK, ask("#1.burn_down")],
    "function kept in an object": [DESK, ask("#1.hidden")],
    "function kept in an object, read": [DESK, ask("#1.hidden", None)],
    "method read": [DESK, ask("#1.write", None)],
    "deeper method": [DESK, ask("#1.write.__func__")],
    "frame of a generator": [LINES, ask("#1.ag_frame", None)],
    "code of a generator": [LINES, ask("#1.ag_code", None)],
    "generator asked": [LINES, ask("#1.asend", [[None], []])],
    "generator of a manager": [LEASE, ask("#1.gen", None)],
    "function of a manager": [LEASE, ask("#1.func")],
    "call of a plain function": [call("place", [[1], []])],
    "call of a class": [call("Desk", [["oak"], []])],
    "call of a generator function": [call("lines")],
    "call of a plain method": [DESK, call("#1.sit")],
    "blocking on a plain function": [block_on("echo", [[1], []])],
    "blocking on a generator": [block_on("lines")],
    "asking for a coroutine": [ask("download")],
    "asking for a method's coroutine": [DESK, ask("#1.write", [["x"], []])],
    "no arguments": [call("download", None)],
    "arguments that are none": [call("download", 5)],
    "arguments without names": [call("download", [[], [[1, 2]]])],
    "a mapping as an argument": [call("download", [[{}], []])],
    "a stranger's reference": [ask("echo", [[["ref", "judge", "#7", "Desk"]], []])],
    "a private function by reference": [ask("echo", [[["ref", "judge", "_secret", "function"]], []])],
    "configure by reference": [ask("echo", [[["ref", "judge", "configure", "function"]], []])],
    "one number for two calls": [call("download"), call("download")],
    "a step of no call": [Step(7, cancelled=False)],
    "a cancel of no call": [CancelCall(7)],
    "a step before the wake": [call("download"), Step(1, cancelled=False)],
    "a cancelled step before the wake": [call("download"), Step(1, cancelled=True)],
    "idle until the past": [Block(5, "sleep", ORIGIN), Idle(3)],
    "loaded twice": [Loaded(())],
    "not loaded after all": [NotLoaded("exited", Failure(None, "SystemExit", ""), None)],
    "returned twice": [Say(Idle(None), (RETURN, RETURN))],
    "returned, then raised": [Say(Idle(None), (RETURN, Raised(1, Failure(None, "E", ""))))],
    "the outcome of another call": [Say(Idle(None), (Returned(2, 5),))],
    "no value": [Say(Idle(None), (Returned(1, ["nothing"]),))],
    "no such handle": [Say(Idle(None), (Returned(1, ["ref", "judge", "#9", "Desk"]),))],
    "no exception": [Say(Idle(None), (Raised(1, Failure(["list"], "E", "")),))],
}


class TestTampering:
    @pytest.mark.parametrize("attack", TAMPERING)
    def test_ends_the_run(self, attack: str) -> None:
        """Saying what no runner of ours would say is tampering, and reaches nothing of the world."""
        outcome = run(Scripted(says(*TAMPERING[attack])))
        assert outcome.verdict is Verdict.TAMPERED, outcome
        assert outcome.is_the_submissions

    def test_values_of_names(self) -> None:
        """A constant that cannot be read is tampering, too."""

        def script() -> Script:
            yield Say(Loaded((("LIMIT", "value", ["nothing"]),)))

        assert run(Scripted(script())).verdict is Verdict.TAMPERED


class TestAnswers:
    """What a runner may ask, even when no stub of ours would have sent it just so."""

    @pytest.mark.parametrize(
        ("asked", "error"),
        [
            (call("download", [["x"], []]), "TypeError"),
            (call("download", [[1, 2, 3], []]), "TypeError"),
            (call("download", [[], [["self", 1]]]), "TypeError"),
            (block_on("download", [[1, 2, 3], []]), "TypeError"),
            (ask("echo"), "TypeError"),
            (ask("Desk"), "TypeError"),
            (ask("keep"), "TypeError"),
            (ask("echo", [[["ref", "runner", "#1", "Shop"]], []]), None),
            (ask("echo", [[["ref", "judge", "place", "function"]], []]), None),
        ],
        ids=repr,
    )
    def test_wrong_calls(self, asked: Any, error: str | None) -> None:
        """A call that the world refuses is answered with the error, and the run goes on."""
        heard: list[Any] = []

        def script() -> Script:
            yield from opening()
            message = yield Say(asked)
            assert isinstance(message, Go)
            heard.append(message.answer)
            yield Say(Idle(None), (RETURN,))

        outcome = run(Scripted(script()))
        assert outcome.value == 5, outcome
        assert outcome.is_the_submissions
        (answer,) = heard
        if error is None:
            assert isinstance(answer, Value)
        else:
            assert isinstance(answer, Error)
            assert answer.error[1] == error

    def test_a_property_that_exits(self) -> None:
        """What a property of the world raises goes to the runner, not through the judge."""
        outcome = run(Scripted(says(DESK, ask("#1.broken", None), Say(Idle(None), (RETURN,)))))
        assert outcome.value == 5, outcome

    def test_an_exit_thrown_into_the_world(self) -> None:
        """An exception that ends processes, thrown into the world's generator, comes out of it and no further."""
        exits = ["error", "SystemExit", "SystemExit", "", [1], [], [], None]
        thrown = call("#1.athrow", [[exits], []], 2)
        outcome = run(Scripted(says(LINES, thrown, Say(Idle(None), (RETURN,)))))
        assert outcome.value == 5, outcome

    def test_drops_of_nothing(self) -> None:
        """A note about a call that is not there changes nothing."""
        outcome = run(Scripted(says(Say(Idle(None), (Dropped(9), RETURN)))))
        assert outcome.value == 5


def raised(name: str, *rest: Any) -> Raised:
    return Raised(1, Failure(["error", name, name, "t", list(rest), [], [], None], name, "t"))


class TestOutcomes:
    @pytest.mark.parametrize(
        "name", ["asyncio.CancelledError", "SystemExit", "KeyboardInterrupt", "GeneratorExit", "StopIteration", "Mine"]
    )
    def test_not_as_itself(self, name: str) -> None:
        """An exception that would act on the judge arrives as the submission's error."""
        outcome = run(Scripted(says(Say(Idle(None), (raised(name),)))))
        assert type(outcome.error) is SubmissionError
        assert outcome.is_the_submissions

    @pytest.mark.parametrize("wire", [5, None, ["list", []], ["ref", "runner", "#1", "Mine"]], ids=repr)
    def test_no_exception(self, wire: Any) -> None:
        """What was raised and is no exception arrives as the submission's error all the same."""
        outcome = run(Scripted(says(Say(Idle(None), (Raised(1, Failure(wire, "Mine", "t")),)))))
        assert type(outcome.error) is SubmissionError

    def test_a_group_with_an_exit(self) -> None:
        """An exit inside a group does not act on the judge either."""
        group: list[Any] = ["group", "g", [["error", "SystemExit", "SystemExit", "", [], [], [], None]], [], None]
        outcome = run(Scripted(says(Say(Idle(None), (Raised(1, Failure(group, "BaseExceptionGroup", "g")),)))))
        assert type(outcome.error) is SubmissionError

    def test_attributes_of_the_judges(self) -> None:
        """An exception cannot bring along what the judge itself hangs on exceptions, nor hide their methods."""
        attributes = [["__submission_failure__", 5], ["with_traceback", 5], ["__traceback__", 5], ["__cause__", 5]]
        error = ["error", "ValueError", "ValueError", "t", ["t"], attributes, [], None]
        outcome = run(Scripted(says(Say(Idle(None), (Raised(1, Failure(error, "ValueError", "t")),)))))
        assert type(outcome.error) is ValueError
        assert outcome.is_the_submissions

    def test_gone(self) -> None:
        """A runner that ends instead of answering has exited."""
        assert run(Scripted(says())).verdict is Verdict.EXITED

    def test_deadlock(self) -> None:
        """A runner that waits for nothing ends in a deadlock, whatever it says when asked for its tasks."""
        assert run(Scripted(says(Idle(None)))).verdict in {Verdict.DEADLOCK, Verdict.EXITED}
        odd = (TaskState("t", "c", "a", None, ()), TaskState("", "", "", 7, (Place("f", 0),)))
        states = [Idle(None), Say(Idle(None), (Unfinished(odd),)), Idle(None)]
        assert run(Scripted(says(*states))).verdict is Verdict.DEADLOCK


class TestWithoutEnd:
    @pytest.mark.parametrize(
        ("say", "verdict"),
        [
            (Say(Flush()), Verdict.BUSY_WAIT),
            (Say(Block(0, "sleep", ORIGIN)), Verdict.BUSY_WAIT),
            (Say(Block(1, "burn", ORIGIN)), Verdict.NEVER_ENDS),
            (Say(Block(1 << 62, "sleep", ORIGIN)), Verdict.NEVER_ENDS),
            (Say(ask("echo", [[1], []])), Verdict.BUSY_WAIT),
            (Say(block_on("give_way")), Verdict.BUSY_WAIT),
            (Say(Idle(1 << 62)), Verdict.NEVER_ENDS),
            (Say(Flush(), (Printed("out", "x" * 600, "main", 1),)), Verdict.OUTPUT_LIMIT),
            (Say(Flush(), (Printed("err", "x\n" * 300, "main", 1),)), Verdict.OUTPUT_LIMIT),
            (Say(Flush(), (LostTask("x" * 2_000, "", None),)), Verdict.OUTPUT_LIMIT),
            (Say(ask("echo", [["x" * 2_000], []])), Verdict.OUTPUT_LIMIT),
            (Say(Flush(), (LateBeat(5, 1 << 62),) * 20), Verdict.OUTPUT_LIMIT),
        ],
        ids=lambda value: repr(value)[:60],
    )
    def test_is_ended(self, say: Say, verdict: Verdict) -> None:
        """What is said again and again without end is ended, by what it is."""

        def script() -> Script:
            yield from opening()
            while True:
                yield say

        outcome = run(Scripted(script()))
        assert outcome.verdict is verdict, outcome
        assert outcome.is_the_submissions

    @pytest.mark.parametrize("say", [Say(Flush()), Say(Block(5, "sleep", ORIGIN))], ids=repr)
    def test_while_loading(self, say: Say) -> None:
        """Loading, too, comes to an end."""

        def script() -> Script:
            while True:
                yield say

        assert run(Scripted(script())).verdict is Verdict.BUSY_WAIT

    def test_idle_by_the_tick(self) -> None:
        """A runner that lets time move by a tick at once is ended long before the horizon."""

        def script() -> Script:
            yield from opening()
            now = 0
            while True:
                now += 1
                message = yield Say(Idle(now))
                assert isinstance(message, Go)
                now = message.now

        outcome = run(Scripted(script()))
        assert outcome.verdict is Verdict.NEVER_ENDS, outcome

    def test_a_late_failure_reaches_the_next_call(self) -> None:
        """A run that failed while nobody waited for it fails whoever calls next."""

        async def check(submission: Submission) -> Any:
            await submission.main()
            await asyncio.sleep(1)
            return await submission.main()

        outcome = run(Scripted(says(Say(Idle(5), (RETURN,)), Step(3, cancelled=False))), check)
        assert outcome.verdict is Verdict.TAMPERED, outcome


def test_the_world_was_worth_guarding() -> None:
    """The names that no runner may touch are all there to be touched."""
    module = types.ModuleType("world")
    exec(WORLD.read_text(encoding="utf-8"), vars(module))
    assert callable(module.configure)
    assert callable(module._secret)
    assert {"_shred", "burn_down", "__del__"} <= set(vars(module.Desk))
