import pytest

from gov.config import Configuration
from gov.metrics import Share, compliance, item_of, tasks_by_status, traceability_coverage
from gov.project import MemoryTree, Project, load_project
from gov.rulebook import Draft, Finding, Location
from gov.text import Place

GOVERNED = """\
# Constitution

### CONST-P1: First
Everything is traced.

### CONST-P2: Second
Nobody follows this one.

# Plan

### PLAN-001: Base
**Status**: Active
**References**: CONST-P1

# Tasks

### TASK-001 Build the base
**Status**: Completed
**References**: PLAN-001
**Assignee**: Ada
**Estimated Effort**: S

**Acceptance Criteria**:
- [x] The base stands
- [x] The base holds

### TASK-002 Build upon it
**Status**: In Progress
**References**: PLAN-001
**Assignee**: Ada
**Estimated Effort**: M
**Dependencies**: TASK-001

**Acceptance Criteria**:
- [x] It has walls
- [ ] It has a roof

### TASK-003 Move in
**Status**: Not Started
**References**: PLAN-099
**Assignee**: Ada
**Estimated Effort**: S
**Dependencies**: TASK-002

**Acceptance Criteria**:
- [ ] Somebody lives there

### TASK-004 Invite friends
**Status**: Someday
**References**: CONST-P1
**Assignee**: Ada
**Estimated Effort**: S
**Dependencies**: TASK-003

**Acceptance Criteria**:
- [ ] Somebody came
"""


@pytest.fixture
def project() -> Project:
    return load_project(MemoryTree({"docs/all.md": GOVERNED.encode()}), Configuration())


def finding(item: str, severity: str = "error", offset: int = 0) -> Finding:
    place = Place("docs/all.md", offset, offset)
    level = {"error": "error", "warning": "warning", "info": "info"}[severity]
    return Finding(
        code="ENF-999.test",
        severity=level,  # type: ignore[arg-type] # one of the three, by the line above
        message="",
        location=Location("docs/all.md", 1, 1, 1, 1),
        help="",
        item=item,
        related=(),
        fix=None,
        draft=Draft(place, ""),
    )


def test_a_share_is_whole_only_when_all_of_it_is_there() -> None:
    assert Share(999, 1000).percent == 99
    assert Share(1, 1000).percent == 1
    assert Share(0, 5).percent == 0
    assert Share(5, 5).percent == 100
    assert Share(0, 0).percent is None
    assert str(Share(18, 99)) == "18 of 99, 18 %"


@pytest.mark.gov("TASK-026.2")
def test_compliance_counts_what_leads_up_to_a_principle_and_is_in_order(project: Project) -> None:
    measured = compliance(project, [])

    first, second = measured.principles
    # PLAN-001, TASK-001, TASK-002 through it, TASK-004 directly.
    assert (first.id, first.share, first.failing) == ("CONST-P1", Share(4, 4), ())
    assert (second.id, second.share) == ("CONST-P2", Share(0, 0))
    assert measured.total == Share(4, 5)
    assert measured.unanchored == ("TASK-003",)


def test_an_error_or_warning_counts_against_every_principle_above_its_item(project: Project) -> None:
    measured = compliance(project, [finding("TASK-002"), finding("TASK-002", "warning"), finding("PLAN-001")])

    assert measured.principles[0].share == Share(2, 4)
    assert measured.principles[0].failing == ("PLAN-001", "TASK-002")
    assert measured.total == Share(2, 5)


def test_an_info_counts_against_nothing(project: Project) -> None:
    assert compliance(project, [finding("TASK-002", "info")]) == compliance(project, [])


def test_a_finding_that_names_no_item_belongs_to_the_one_whose_text_it_stands_in(project: Project) -> None:
    inside = GOVERNED.index("It has a roof")

    assert item_of(project, finding("", offset=inside)) == "TASK-002"
    assert item_of(project, finding("", offset=0)) is None


@pytest.mark.gov("TASK-026.2")
def test_tasks_are_counted_by_status_in_order_of_phase(project: Project) -> None:
    measured = tasks_by_status(project)

    assert [(one.status, one.phase, one.tasks) for one in measured.statuses] == [
        ("Completed", "done", ("TASK-001",)),
        ("In Progress", "running", ("TASK-002",)),
        ("Not Started", "open", ("TASK-003",)),
        ("Someday", None, ("TASK-004",)),
    ]
    assert measured.done == Share(1, 4)
    assert measured.criteria == Share(3, 6)


def test_the_bottleneck_is_what_most_unfinished_tasks_wait_for(project: Project) -> None:
    measured = tasks_by_status(project)

    # TASK-001 is done and holds nobody up; TASK-004 waits for TASK-002 through TASK-003.
    assert measured.waited_for == "TASK-002"
    assert measured.waiting == ("TASK-003", "TASK-004")


def test_tasks_that_wait_for_each_other_do_not_wait_for_themselves() -> None:
    text = GOVERNED.replace("**Dependencies**: TASK-001", "**Dependencies**: TASK-003")
    circular = load_project(MemoryTree({"docs/all.md": text.encode()}), Configuration())

    measured = tasks_by_status(circular)

    assert measured.waited_for == "TASK-003"
    assert measured.waiting == ("TASK-002", "TASK-004")


@pytest.mark.gov("TASK-026.2")
def test_coverage_is_the_share_that_leads_up_to_a_principle(project: Project) -> None:
    measured = traceability_coverage(project)

    assert [(one.kind, one.share, one.untraced) for one in measured.kinds] == [
        ("plan", Share(1, 1), ()),
        ("task", Share(3, 4), ("TASK-003",)),
    ]
    assert measured.total == Share(4, 5)


def test_an_identifier_declared_twice_is_counted_once() -> None:
    twice = GOVERNED + GOVERNED[GOVERNED.index("### TASK-004") :]
    project = load_project(MemoryTree({"docs/all.md": twice.encode()}), Configuration())

    assert tasks_by_status(project).done == Share(1, 4)
    assert traceability_coverage(project).total.whole == 5


def test_a_withdrawn_item_is_not_counted() -> None:
    text = GOVERNED.replace("**Status**: Active", "**Status**: Withdrawn")
    project = load_project(MemoryTree({"docs/all.md": text.encode()}), Configuration())

    assert "plan" not in [one.kind for one in traceability_coverage(project).kinds]


def test_an_empty_project_has_nothing_to_count() -> None:
    project = load_project(MemoryTree({}), Configuration())

    assert compliance(project, []).total == Share(0, 0)
    assert tasks_by_status(project).statuses == ()
    assert traceability_coverage(project).kinds == ()


def test_every_metric_says_what_it_is(project: Project) -> None:
    definitions = (
        compliance(project, []).definition,
        tasks_by_status(project).definition,
        traceability_coverage(project).definition,
    )

    assert [one.name for one in definitions] == ["compliance", "tasks_by_status", "traceability_coverage"]
    assert [
        (one.name, part)
        for one in definitions
        for part in ("unit", "numerator", "denominator", "made_of", "raised_by")
        if not getattr(one, part)
    ] == []
