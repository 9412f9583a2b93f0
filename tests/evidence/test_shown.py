import pytest

from gov.config import Configuration
from gov.evidence import Evidence, model
from gov.evidence.model import Outcome
from gov.metrics import Share, criteria_shown, shown
from gov.project import MemoryTree, Project, load_project

DOCUMENT = b"""# Tasks

### TASK-001 Sign in
**Status**: In Progress

**Acceptance Criteria**:
- [x] A valid password opens a session
- [x] A wrong one is refused
- [ ] A link works once
"""


def project() -> Project:
    return load_project(MemoryTree({"tasks.md": DOCUMENT}), Configuration())


def evidence(*tests: tuple[str, Outcome]) -> Evidence:
    """One test for each identifier and outcome."""
    return Evidence(tuple(model.TestResult("t", outcome, (name,), "r.xml") for name, outcome in tests))


def test_without_test_results_nothing_is_said() -> None:
    assert shown(Evidence(), project().items[0]) is None
    assert criteria_shown(project(), Evidence()) is None


def test_a_test_of_the_whole_item_shows_no_criterion() -> None:
    found = shown(evidence(("TASK-001", "passed")), project().items[0])

    assert found == ("passing", "passing", ("none", "none", "none"))


def test_a_test_of_a_criterion_speaks_of_the_item_too() -> None:
    found = shown(evidence(("TASK-001.2", "failed"), ("TASK-001.1", "passed")), project().items[0])

    assert found == ("failing", "none", ("passing", "failing", "none"))


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ([], "none"),
        (["skipped"], "skipped"),
        (["skipped", "passed"], "passing"),
        (["passed", "failed", "skipped"], "failing"),
        (["skipped", "failed"], "failing"),
    ],
)
@pytest.mark.gov("TASK-033.3")
def test_a_failing_test_outweighs_all_and_a_skipped_one_nothing(outcomes: list[Outcome], state: str) -> None:
    found = shown(evidence(*(("TASK-001.1", outcome) for outcome in outcomes)), project().items[0])

    assert found is not None
    assert found.criteria[0] == state


def test_the_share_of_criteria_shown_counts_ticked_ones_alone() -> None:
    found = criteria_shown(project(), evidence(("TASK-001.1", "passed"), ("TASK-001.3", "passed")))

    assert found is not None
    assert found.shown == Share(1, 2)
    assert dict(found.states) == {"passing": 1, "failing": 0, "skipped": 0, "none": 1}
