"""ENF-008.skipped-test-covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.evidence import shown
from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import status_place
from gov.rules.enf_008_tests._claims import claimed, listed, related_to, ticked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.evidence import TestResult
    from gov.items import Item
    from gov.text import Place


@rule("warning", needs=("tests",))
def skipped_test_covers(facts: Facts) -> Iterator[Draft]:
    """A ticked criterion, or a task that is done, is named by tests that were skipped alone.

    A test that did not run shows nothing, however green the run looks (CONST-P9).

    Cure it by letting the test run, by marking another one, or by taking back the tick.

    Fails at tasks.md:9:7:

    ```toml gov.toml
    [evidence]
    junit = ["reports/junit.xml"]
    ```

    ```xml reports/junit.xml
    <testsuites><testsuite name="tests">
    <testcase classname="tests.test_auth" name="test_sign_in">
      <properties><property name="gov" value="TASK-001.1"/></properties>
      <skipped message="no browser"/>
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
      <skipped message="no browser"/>
    </testcase>
    <testcase classname="tests.test_auth" name="test_sign_in_by_name">
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
    if "skipped" not in facts.evidence.states_by_id.values():
        return
    for item in claimed(facts.project):
        states = shown(facts.evidence, item) if item.phase in {"done", "running"} else None
        if states is None:
            continue
        skipped = [c for index, c in ticked(item) if states.criteria[index] == "skipped"]
        for criterion in skipped:
            tests = named[criterion.id]
            yield _draft(item, criterion.place, f"{criterion.id} is ticked", tests, criterion.id)
        if states.item == "skipped" and not skipped and item.phase == "done" and item.status is not None:
            tests = named.get(item.id, ())
            yield _draft(item, status_place(item), f"{item.id} is {item.status.name}", tests, item.id)


def _draft(item: Item, place: Place, claim: str, tests: tuple[TestResult, ...], about: str) -> Draft:
    names = listed(test.name for test in tests)
    were = "was" if len({test.name for test in tests}) == 1 else "were"
    return Draft(
        place,
        f"{claim}, and what would show it, {names}, {were} skipped",
        "Let the test run, or mark another one that shows it.",
        item.id,
        related_to(tests, "was skipped"),
        about=(item.id, about, f"kind:{item.kind}"),
    )
