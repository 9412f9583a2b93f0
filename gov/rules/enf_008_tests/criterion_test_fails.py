"""ENF-008.criterion-test-fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import status_place
from gov.rules.enf_008_tests._claims import claimed, listed, related_to, ticked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.evidence import TestResult
    from gov.items import Criterion, Item
    from gov.text import Place


@rule("error", needs=("tests",))
def criterion_test_fails(facts: Facts) -> Iterator[Draft]:
    """A ticked criterion, or a task that is done, is shown to be otherwise by a failing test.

    The documents say one thing and the last test run another (CONST-P9).

    Cure it by mending what the test found, or by taking back the tick or the status until it is mended. A
    failing test of a criterion that is still open is work in progress, and no finding.

    Fails at tasks.md:9:7:

    ```toml gov.toml
    [evidence]
    junit = ["reports/junit.xml"]
    ```

    ```xml reports/junit.xml
    <testsuites><testsuite name="tests">
    <testcase classname="tests.test_auth" name="test_sign_in">
      <properties><property name="gov" value="TASK-001.1"/></properties>
      <failure message="refused"/>
    </testcase>
    </testsuite></testsuites>
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [x] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    Passes:

    ```toml gov.toml
    [evidence]
    junit = ["reports/junit.xml"]
    ```

    ```xml reports/junit.xml
    <testsuites><testsuite name="tests">
    <testcase classname="tests.test_auth" name="test_sign_in">
      <properties><property name="gov" value="TASK-001.1"/></properties>
    </testcase>
    </testsuite></testsuites>
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [x] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    named = facts.evidence.tests_by_id
    if "failing" not in facts.evidence.states_by_id.values():
        return
    for item in claimed(facts.project):
        failing: dict[tuple[TestResult, ...], list[Criterion]] = {}
        for _, criterion in ticked(item):
            tests = tuple(test for test in named.get(criterion.id, ()) if test.outcome == "failed")
            if tests:
                failing.setdefault(tests, []).append(criterion)
        for tests, criteria in failing.items():
            names = listed(criterion.id for criterion in criteria)
            are = "is ticked" if len(criteria) == 1 else "are ticked"
            yield _draft(item, criteria[0].place, f"{names} {are}", tests, [c.id for c in criteria])
        whole = tuple(test for test in named.get(item.id, ()) if test.outcome == "failed")
        if whole and not failing and item.phase == "done" and item.status is not None:
            yield _draft(item, status_place(item), f"{item.id} is {item.status.name}", whole, [])


def _draft(item: Item, place: Place, claim: str, tests: tuple[TestResult, ...], criteria: list[str]) -> Draft:
    fail = "fails" if len({test.name for test in tests}) == 1 else "fail"
    return Draft(
        place,
        f"{claim}, and {listed(test.name for test in tests)} {fail}",
        "Mend what the test found, or take back what is claimed until it is mended.",
        item.id,
        related_to(tests, "failed"),
        about=(item.id, *criteria, f"kind:{item.kind}"),
    )
