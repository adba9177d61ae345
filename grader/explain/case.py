"""What is known when a verdict has to be explained, and what an explanation is made of."""

from collections.abc import Callable, Mapping

import msgspec

from grader.explain.causes import words_of
from grader.explain.code import Code, Function, code_of
from grader.model.trace import StuckTask, Trace
from grader.model.verdict import Verdict


class Case(msgspec.Struct, frozen=True):
    """What is known when a verdict has to be explained.

    `fact` is what the check or the run says of it first, `facts` all that is said; `stub` is the program that the
    learner was given, `constants` the whole numbers that the world names, `stuck` the tasks that could not go on.
    `slow` says that the run of the trace itself took too long: else it does not show why another one, on other data,
    did. `padded` says that it took no less time than it should. `another_day` is the check that brought the verdict out
    with data of its own; it is empty where the run of the trace shows it. `cancelled` is where a run was cancelled that
    brought the verdict out, empty likewise. `beneath` is what a race is by itself: the run of its schedule, under the
    verdict that it would have if it were the plain one.
    """

    verdict: Verdict
    fact: str
    line: int | None
    entry: str
    trace: Trace | None
    source: str = ""
    stub: str = ""
    slow: bool = True
    padded: bool = False
    returned: object = None
    constants: Mapping[str, int] = msgspec.field(default_factory=dict)
    stuck: tuple[StuckTask, ...] = ()
    facts: tuple[str, ...] = ()
    another_day: str = ""
    cancelled: str = ""
    beneath: "Case | None" = None

    @property
    def code(self) -> Code:
        """The learner's file."""
        return code_of(self.source)

    @property
    def given(self) -> Code:
        """The stub."""
        return code_of(self.stub)

    @property
    def main(self) -> Function | None:
        """The function that the grader called."""
        return self.code.function(self.entry)

    @property
    def run(self) -> Trace:
        """The trace, an empty one where there is none."""
        return self.trace or Trace((), (), 0.0)


class NotedLine(msgspec.Struct, frozen=True):
    """A line of the learner's file with what happened there; the marked one is the cause."""

    line: int
    note: str
    marked: bool


class Diagnosis(msgspec.Struct, frozen=True):
    """The sentence, the line of the cause, and the lines worth showing.

    `cause` is the id of the misconception that was recognised; what the verdict says by itself stands where `hint` and
    `headline` are empty.
    """

    sentence: str
    line: int | None
    notes: tuple[NotedLine, ...] = ()
    cause: str | None = None
    hint: str = ""
    headline: str = ""


Diagnose = Callable[[Case], Diagnosis | None]


def found(key: str, line: int | None, note: str = "", /, *others: tuple[int, str], **facts: object) -> Diagnosis:
    """What was recognised, in the words of the cause `key`: `id`, or `id/variant`; `others` are further lines."""
    words = words_of(key)
    notes = [NotedLine(line, note, marked=True)] if line else []
    notes += [NotedLine(other, said, marked=False) for other, said in others if other != line]
    sentence, hint = words.sentence.format(line=line, **facts), words.hint.format(line=line, **facts)
    return Diagnosis(sentence, line, tuple(sorted(notes, key=lambda each: each.line)), words.cause, hint)
