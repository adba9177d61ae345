"""What the check finds of the catalog: manifests, and the order in which concepts are taught."""

from grader.authoring.check import chosen
from grader.authoring.concepts import check_concepts, check_numbers
from tests.authoring.conftest import AuthoredKit, add_exercise


def whats(kit: AuthoredKit) -> list[str]:
    return [problem.what for problem in check_concepts(kit.catalog.exercises)]


def test_concept_taught_later_is_caught(kit: AuthoredKit) -> None:
    """A concept that is needed before it is taught names the exercise that teaches it."""
    add_exercise(kit, "first-tasks", 2, "queues", "tasks")
    add_exercise(kit, "more-tasks", 3, "tasks", "queues")
    kit.replace("exercise.toml", "needs = []", 'needs = ["tasks"]')
    assert whats(kit)[0] == "needs `tasks`, which more-tasks (1.3) teaches only after it (1.1)"


def test_circle_of_concepts_is_caught(kit: AuthoredKit) -> None:
    """Two exercises that need each other are a circle, shown whole."""
    add_exercise(kit, "first-tasks", 2, "queues", "tasks")
    add_exercise(kit, "more-tasks", 3, "tasks", "queues")
    circle = "needs `tasks` and goes round in a circle: first-tasks needs more-tasks needs first-tasks"
    assert whats(kit) == [circle]


def test_concept_that_nobody_teaches_is_caught(kit: AuthoredKit) -> None:
    """A misspelled concept is answered with the one that is taught."""
    add_exercise(kit, "first-tasks", 2, "tasks", "the concept that is new her")
    (problem,) = check_concepts(kit.catalog.exercises)
    assert problem.what == "needs `the concept that is new her`, which no exercise teaches"
    assert problem.remedy == "Did you mean `the concept that is new here`?"


def test_broken_manifest_is_a_problem_with_its_line(kit: AuthoredKit) -> None:
    """A manifest that the catalog refuses is reported where its key stands, and takes nothing else down."""
    add_exercise(kit, "first-tasks", 2, "tasks", "the concept that is new here")
    kit.replace("exercise.toml", "target = 1.0", "target = 3.0")
    exercises, broken = chosen(kit.catalog, ["ask-both"])
    assert (exercises, [each.slug for each in broken]) == ((), ["ask-both"])
    (problem,) = kit.prove_only(exercises, broken).problems
    assert (problem.file, problem.line) == (kit.folder / "exercise.toml", 12)
    assert problem.what == "`time.target` is 3, more than `time.sequential`, which is 2"


def test_manifest_that_is_no_toml_is_a_problem_with_its_line(kit: AuthoredKit) -> None:
    """The line that the parser counts is the problem's."""
    kit.replace("exercise.toml", 'title = "Ask both"', "title = Ask both")
    (problem,) = kit.prove_only(*chosen(kit.catalog, ["ask-both"])).problems
    assert (problem.line, problem.what) == (4, "is not TOML: Invalid value (at line 4, column 9)")


def test_number_that_is_given_twice_is_caught(kit: AuthoredKit) -> None:
    """Learners name an exercise by its number, too."""
    add_exercise(kit, "first-tasks", 1, "tasks", "the concept that is new here")
    (problem,) = check_numbers(kit.catalog.exercises)
    assert problem.what in {
        f"has the number 1.1, and so has 01_first/01_{name}" for name in ("ask_both", "first_tasks")
    }
