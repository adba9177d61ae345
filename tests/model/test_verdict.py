"""The closed set of verdicts, and which of several speaks."""

import itertools
import pickle

import pytest

from grader.model.verdict import Group, Verdict, first_cause

# The contract, written out a second time: ids are stable, and causes come before their consequences.
TABLE = {
    "passed": "passed",
    "grader": "judge-error",
    "loading": "missing-file unreadable-file syntax-error import-error missing-entry not-a-coroutine",
    "integrity": "tampered",
    "limits": "hung memory-limit output-limit never-ends crashed exited",
    "one-thread": "extra-loop not-single-threaded",
    "loop": "never-awaited deadlock busy-wait blocked-loop",
    "result": "raised swallowed-cancel wrong-result wrong-order",
    "budget": "too-many-in-flight rate-exceeded extra-calls too-many-tasks needless-hops unbounded-buffer",
    "tidiness": "lost-task leaked-task unclean lost-exception",
    "schedules": "race",
    "time": "still-sequential late-output too-slow too-fast",
}
IDS = " ".join(TABLE.values()).split()


class TestClosedSet:
    def test_ids_in_order(self) -> None:
        """The ids and their order are those of the contract."""
        assert [verdict.value for verdict in Verdict] == IDS
        assert [verdict.rank for verdict in Verdict] == list(range(len(IDS)))

    def test_groups(self) -> None:
        """Every group holds the ids of the contract, in its order."""
        held = {group.value: " ".join(verdict for verdict in Verdict if verdict.group is group) for group in Group}
        assert list(held.items()) == list(TABLE.items())

    @pytest.mark.parametrize("verdict", list(Verdict), ids=str)
    def test_is_its_id(self, verdict: Verdict) -> None:
        """A verdict is its id wherever text is wanted, and is found and copied by it."""
        assert Verdict(verdict.value) is verdict  # type: ignore[call-arg]
        assert f"{verdict}" == verdict == verdict.value
        assert pickle.loads(pickle.dumps(verdict)) is verdict


class TestFirstCause:
    @pytest.mark.parametrize(("cause", "effect"), list(itertools.pairwise(list(Verdict)[1:])), ids=str)
    def test_earlier_speaks(self, cause: Verdict, effect: Verdict) -> None:
        """Of two failures the earlier cause speaks, in whatever order they were found."""
        assert first_cause([effect, cause]) is first_cause([cause, effect]) is cause

    def test_passed_is_no_cause(self) -> None:
        """Checks that passed say nothing about one that did not."""
        assert first_cause([Verdict.PASSED, Verdict.TOO_FAST, Verdict.PASSED]) is Verdict.TOO_FAST

    @pytest.mark.parametrize("verdicts", [[], [Verdict.PASSED]], ids=len)
    def test_nothing_failed(self, verdicts: list[Verdict]) -> None:
        """Where nothing failed the verdict is that it passed."""
        assert first_cause(verdicts) is Verdict.PASSED
