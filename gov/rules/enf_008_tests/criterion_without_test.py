"""ENF-008.criterion-without-test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.evidence import shown
from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_008_tests._claims import claimed, ticked

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("info", needs=("tests",))
def criterion_without_test(facts: Facts) -> Iterator[Draft]:
    """A ticked criterion is named by no test.

    Its task is in work or done and other tests name it, or its end is still to come; nothing would fail if
    this criterion were not so (CONST-P9). A test that names the task as a whole does not show each of its
    criteria.

    Cure it by marking a test that would fail without it. What no test can show, a document for example,
    stays as it is: this is a remark and fails nothing.

    Fails at tasks.md:10:7:

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
    - [x] A wrong password is refused
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
    <testcase classname="tests.test_auth" name="test_refused">
      <properties><property name="gov" value="TASK-001.2"/></properties>
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
    - [x] A wrong password is refused
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    for item in claimed(facts.project):
        states = shown(facts.evidence, item) if item.phase in {"done", "running"} else None
        if states is None:
            continue
        if item.phase == "done" and states.item == "none":
            # The task as a whole is the finding then: see completed-without-test.
            continue
        for index, criterion in ticked(item):
            if states.criteria[index] == "none":
                yield Draft(
                    criterion.place,
                    f"{criterion.id} is ticked, and no test names it",
                    f"Mark the test that shows it with gov({criterion.id!r}).",
                    item.id,
                    about=(item.id, criterion.id, f"kind:{item.kind}"),
                )
