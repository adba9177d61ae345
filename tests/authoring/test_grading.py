"""What the check finds by grading: each test breaks a proved exercise in one way."""

import sys

import pytest

from grader.authoring.causes import CauseCount
from grader.authoring.check import Options, prove
from tests.authoring.conftest import AuthoredKit, add_exercise


def whats(kit: AuthoredKit, *, file: str | None = None) -> list[str]:
    """What is wrong, by name of file."""
    return [problem.what for problem in kit.proof().problems if file in {None, problem.file.name}]


def test_stub_with_another_verdict_is_caught(kit: AuthoredKit) -> None:
    """A stub that earns another verdict than the manifest declares is told which, and why."""
    kit.replace("exercise.toml", 'verdict = "still-sequential"', 'verdict = "blocked-loop"')
    expected = "should get `blocked-loop` and gets `still-sequential`: took 2 s; it can be 1 s"
    assert [what.lower() for what in whats(kit)] == [expected]


def test_stub_that_takes_another_time_is_caught(kit: AuthoredKit) -> None:
    """T_seq is compared exactly."""
    kit.replace("exercise.toml", "sequential = 2.0", "sequential = 1.5")
    assert whats(kit) == ["takes 2 s, and `time.sequential` says 1.5 s"]


def test_stub_that_does_not_work_is_caught(kit: AuthoredKit) -> None:
    """A learner starts from a right result, also where a verdict earlier in the order hides that it is not."""
    kit.replace("ask_both.py", "for question in QUESTIONS", "for question in reversed(QUESTIONS)")
    kit.replace("exercise.toml", "[rules]", "[rules]\nmax_lateness = 0.25")
    kit.replace("exercise.toml", 'verdict = "still-sequential"', 'verdict = "blocked-loop"')
    kit.path("solution/stub/ask_both.py").write_text(kit.path("ask_both.py").read_text())
    (what,) = whats(kit, file="ask_both.py")
    assert what.startswith(
        "does not work as it is: the check `returns the answers in the order of the questions` fails"
    )


def test_accepted_answer_that_is_refused_is_caught(kit: AuthoredKit) -> None:
    """An accepted answer has to pass."""
    kit.replace("solution/accepted/with_gather.py", "return await", "await asyncio.sleep(0.5)\n    return await")
    (what,) = whats(kit)
    assert what == "is right and takes 1.5 s, and `time.target` says 1 s"


def test_wrong_submission_that_passes_is_caught(kit: AuthoredKit) -> None:
    """A wrong submission that no check refuses is a hole."""
    kit.replace("solution/wrong/wrong-result/turns_the_answers_round.py", "answers[::-1]", "answers")
    assert "should get `wrong-result` and passes" in whats(kit, file="turns_the_answers_round.py")


def test_check_that_asserts_nothing_is_caught(kit: AuthoredKit) -> None:
    """A check that no wrong submission fails is named, with its line."""
    kit.replace("test_ask_both.py", "assert count <= len(world.QUESTIONS)", "assert count >= 0")
    problems = {problem.line: problem.what for problem in kit.proof().problems if problem.file.name[:4] == "test"}
    assert problems == {31: "`asks each question once`: no wrong submission fails this check, so it may assert nothing"}


def test_wrong_submission_that_only_the_clock_refuses_is_caught(kit: AuthoredKit) -> None:
    """Skipped work that no check counts would pass with a sleep at its end."""
    kit.replace("test_ask_both.py", "assert not missing", "assert missing is not None")
    (what,) = whats(kit, file="answers_itself.py")
    assert what == "fails by time alone: with a sleep up to 1 s at its end it would pass"


def test_wrong_submission_that_fails_by_time_where_a_counter_should_speak_is_caught(kit: AuthoredKit) -> None:
    """Filed under a budget, refused by the clock alone: nothing counts."""
    kit.replace("test_ask_both.py", "assert count <= len(world.QUESTIONS)", "assert count >= 0")
    (what,) = whats(kit, file="asks_again.py")
    assert (
        what
        == "should get `extra-calls` and fails by time alone (`still-sequential`): nothing counts what is wrong with it"
    )


def test_reason_is_that_of_the_verdict(kit: AuthoredKit) -> None:
    """Of several checks that fail, the one that gave the verdict says why."""
    kit.replace(
        "solution/wrong/wrong-result/turns_the_answers_round.py", "    return", "    await asyncio.sleep(1)\n    return"
    )
    wrong = kit.solution / "wrong"
    (wrong / "wrong-result").rename(wrong / "deadlock")
    (what,) = whats(kit, file="turns_the_answers_round.py")
    assert what.startswith("should get `deadlock` and gets `wrong-result`: main() should return [")


def test_target_that_is_not_the_time_of_right_answers_is_the_manifests(kit: AuthoredKit) -> None:
    """Who is right and fails by time alone may be right about the time as well."""
    kit.replace("exercise.toml", "target = 1.0", "target = 1.5")
    problems = [problem for problem in kit.proof().problems if problem.file.parent.name != "extra-calls"]
    assert {problem.what for problem in problems} == {"is right and takes 1 s, and `time.target` says 1.5 s"}
    assert {problem.remedy for problem in problems} == {"Correct `time.target` in exercise.toml, or the answer."}


def test_answers_that_cannot_be_started_say_nothing_of_the_checks(kit: AuthoredKit) -> None:
    """A world with other names makes a problem of each name, and none of checks, time or causes."""
    kit.replace("world.py", "async def ask(", "async def put(")
    kit.replace("world.py", "def ask_blocking(", "def put_blocking(")
    proof = kit.proof()
    assert [p for p in proof.problems if not p.what.startswith("asks the world for `ask")] == []
    assert proof.causes == CauseCount()


def test_answer_that_is_no_python_is_to_be_corrected(kit: AuthoredKit) -> None:
    """Nobody is told to file it as a syntax error, or to add a check that counts."""
    kit.replace("solution/wrong/extra-calls/asks_again.py", "for task in [", "for task in in [")
    (problem,) = kit.proof().problems
    assert problem.what.startswith("should get `extra-calls` and gets `syntax-error`: ")
    assert problem.remedy.startswith("Correct it there")


def test_report_that_changes_is_caught(kit: AuthoredKit) -> None:
    """Two gradings of one submission have to be equal in every byte."""
    kit.replace("test_ask_both.py", "import pytest\n", "import time\n\nimport pytest\n")
    kit.replace("test_ask_both.py", 'f"{count} calls', 'f"{time.perf_counter_ns()}, {count} calls')
    (what,) = whats(kit)
    assert what.startswith(
        "graded twice, it gives two reports: the check `asks each question once` says `extra-calls` ("
    )


def test_answer_that_gets_now_one_verdict_and_now_another_has_one_problem(kit: AuthoredKit) -> None:
    """That it changes is said; which verdict it got this time is not worth a word."""
    kit.replace("test_ask_both.py", "import pytest\n", "import time\n\nimport pytest\n")
    kit.replace(
        "test_ask_both.py", "    assert not missing, f", '    assert missing is None, f"{time.perf_counter_ns()}" f'
    )
    files = [problem.file for problem in kit.proof().problems]
    assert len(files) == len(set(files)) > 0


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("world.py", "await asyncio.sleep(1.0)", "time.sleep(3600)", "`ask` blocks the loop, and with it the judge"),
        (
            "test_ask_both.py",
            "    count = len(",
            "    time.sleep(3600)\n    count = len(",
            "sleeps in real time, for every answer and under every schedule",
        ),
    ],
)
def test_what_sleeps_in_real_time_is_not_waited_for(kit: AuthoredKit, file: str, old: str, new: str, what: str) -> None:
    """It is read from the text, before anything runs that would be held up."""
    kit.replace(file, old, new)
    assert whats(kit) == [what]


def test_check_that_raises_is_said_once(kit: AuthoredKit) -> None:
    """It stands in one place, however many answers it cannot judge; none of them is to be filed elsewhere."""
    kit.replace("test_ask_both.py", "    count = len(", "    {}['x']\n    count = len(")
    (problem,) = kit.proof().problems
    assert problem.what == "`asks each question once` cannot judge: KeyError: 'x'"
    assert (problem.file, problem.line) == (
        kit.path("test_ask_both.py"),
        kit.line("test_ask_both.py", "test_asks_once"),
    )


def test_checks_that_cannot_be_collected_are_caught(kit: AuthoredKit) -> None:
    """A file of checks that raises is one problem, not a crash."""
    kit.replace("test_ask_both.py", "import pytest\n", "import pytest\n\nraise RuntimeError('not today')\n")
    (problem,) = kit.proof().problems
    assert problem.what == "the checks cannot be collected: not today"
    assert (problem.file, problem.line) == (kit.path("test_ask_both.py"), kit.line("test_ask_both.py", "raise Runtime"))


def test_checks_that_leave_the_process_are_caught(kit: AuthoredKit) -> None:
    """What pytest says of it is told in one line, without its traceback."""
    kit.replace("test_ask_both.py", "import pytest\n", "import sys\n\nimport pytest\n\nsys.exit(3)\n")
    (problem,) = kit.proof().problems
    assert problem.what == "cannot be used: pytest ended before any check ran: SystemExit: 3"


def test_check_that_is_marked_wrongly_is_caught(kit: AuthoredKit) -> None:
    """With its file, its line and what to write."""
    marked = "\n\n@pytest.mark.points('x')\nasync def test_x(world): ...\n"
    kit.replace("test_ask_both.py", "import pytest\n", "import pytest\n" + marked)
    (problem,) = kit.proof().problems
    assert problem.what == "in the check `test_x`, points('x') is no number of points"
    assert (problem.file, problem.line) == (kit.path("test_ask_both.py"), kit.line("test_ask_both.py", "points('x')"))
    assert problem.remedy == "Write one such as points(2)."


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="kept timelines are compared on the Python that wrote them")
def test_ideal_of_another_reference_is_caught_and_written(kit: AuthoredKit) -> None:
    """The kept timeline is the reference's; `write` brings it and the kept stub up to date."""
    kit.replace("ideal.json", '"ask()"', '"somebody()"')
    kit.path("solution/stub/ask_both.py").unlink()
    assert whats(kit, file="ideal.json") == ["is not the timeline of the reference"]
    assert kit.proof(write=True).problems == ()
    assert kit.proof().problems == ()


def test_line_ends_of_a_checkout_make_no_other_ideal(kit: AuthoredKit) -> None:
    """Git on Windows writes the kept timeline with other line ends than it was written with."""
    ideal = kit.path("ideal.json")
    ideal.write_bytes(ideal.read_bytes().replace(b"\n", b"\r\n"))
    assert whats(kit) == []


def test_program_that_fails_by_hand_is_caught(kit: AuthoredKit) -> None:
    """A reference that works when graded and not when started is told what Python said last."""
    kit.replace("world.py", "asyncio.sleep(1.0)", "asyncio.sleep(0.01)")
    kit.replace("world.py", "time.sleep(1.0)", "time.sleep(0.01)")
    kit.replace("exercise.toml", "sequential = 2.0\ntarget = 1.0", "sequential = 0.02\ntarget = 0.01")
    kit.replace("solution/ask_both.py", "print(asyncio.run(main()))", "print(asyncio.run(main))")
    kit.replace("ask_both.py", "    print(main())", "    main()")
    whats = [problem.what for problem in kit.proof(by_hand=True).problems if "by hand" in problem.what]
    silent, failing = whats
    assert silent == "run by hand, it shows nothing"
    assert failing.startswith("run by hand, it fails: ")


def test_proof_counts_what_it_tried(kit: AuthoredKit) -> None:
    """The summary says how many answers, checks and mutants there were."""
    proof = kit.proof(mutants=True)
    assert (proof.accepted, proof.wrong, proof.checks, proof.problems) == (1, 4, 3, ())
    assert proof.mutants is not None
    assert proof.mutants.made == proof.mutants.killed >= 7


def test_world_that_cannot_be_loaded_ends_nothing(kit: AuthoredKit) -> None:
    """Where nothing can be run, what was read is still said."""
    kit.replace("world.py", "= {}", "= {}[0]")
    assert whats(kit) == ["cannot be loaded: KeyError: 0"]


def test_missing_stub_ends_nothing(kit: AuthoredKit) -> None:
    """Without a stub there are no points to be found, and the one problem is that it is missing."""
    kit.path("ask_both.py").unlink()
    kit.path("solution/stub/ask_both.py").unlink()
    assert whats(kit) == ["is missing"]


def test_several_processes_find_the_same(kit: AuthoredKit) -> None:
    """However many processes there are, the proofs come in the catalog's order."""
    add_exercise(kit, "ask-all", 2, "all", "the concept that is new here")
    catalog = kit.catalog
    told: list[str] = []
    proofs = prove(catalog, catalog.exercises, (), Options(workers=2), lambda proof: told.append(proof.slug))
    assert told == ["ask-both", "ask-all"]
    assert [len(proof.problems) > 0 for proof in proofs.exercises] == [False, True]
