"""ENF-008.completed-without-test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import status_place
from gov.rules.enf_008_tests._claims import claimed, named_by

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", needs=("tests",))
def completed_without_test(facts: Facts) -> Iterator[Draft]:
    """A task is called completed, and no test names it or a criterion of it.

    What nobody would notice breaking was not shown to be done (CONST-P9).

    Cure it by marking a test that would fail without it: `@pytest.mark.gov("TASK-001.1")` in pytest, a
    property `gov` of the test case in other runners.

    Fails at tasks.md:3:13:

    ```toml gov.toml
    [evidence]
    junit = ["reports/junit.xml"]
    ```

    ```xml reports/junit.xml
    <testsuites><testsuite name="tests">
    <testcase classname="tests.test_auth" name="test_start"/>
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
    for item in claimed(facts.project):
        if item.phase != "done" or named_by(facts.evidence, item):
            continue
        count = len(facts.evidence.tests or ())
        yield Draft(
            status_place(item),
            f"{item.id} is {item.status.name if item.status else 'done'}, and none of {count} "
            f"test{'' if count == 1 else 's'} names it or a criterion of it",
            f"Mark the test that shows it with gov({item.criteria[0].id if item.criteria else item.id!r}).",
            item.id,
            about=(item.id, f"kind:{item.kind}"),
        )
