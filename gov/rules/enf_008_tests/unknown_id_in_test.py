"""ENF-008.unknown-id-in-test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.naming import lack_of
from gov.rules.enf_008_tests._claims import place_of
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.evidence import TestResult


@rule("error", needs=("tests",))
def unknown_id_in_test(facts: Facts) -> Iterator[Draft]:
    """A test names an item or a criterion that does not exist.

    The test shows nothing of what it was marked for: the identifier is mistyped, or what it named was
    renumbered or removed (CONST-P9).

    Cure it by correcting the marker of the test. In pytest, `--gov-strict` says so before a test runs.

    Fails at reports/junit.xml:3:43:

    ```toml gov.toml
    [evidence]
    junit = ["reports/junit.xml"]
    ```

    ```xml reports/junit.xml
    <testsuites><testsuite name="tests">
    <testcase classname="tests.test_auth" name="test_sign_in">
      <properties><property name="gov" value="TASK-009.1"/></properties>
    </testcase>
    </testsuite></testsuites>
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
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

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    for identifier, tests in sorted(facts.evidence.tests_by_id.items()):
        lack = lack_of(facts.project, identifier)
        if lack is None:
            continue
        first, count = tests[0], len({test.name for test in tests})
        others = f" and {count - 1} other test{'' if count == 2 else 's'}" if count > 1 else ""  # noqa: PLR2004 - two
        yield Draft(
            _place(facts, first, identifier),
            f"{first.name}{others} {'name' if others else 'names'} {identifier}, {lack.message}",
            lack.help or "Correct the marker of the test, or take it away.",
            related=lack.related,
            about=lack.about,
        )


def _place(facts: Facts, test: TestResult, identifier: str) -> Place:
    """Where the report names it within its test case; where the test case begins, if zeros were filled in."""
    data = (facts.evidence.sources or {}).get(test.report, b"")
    written = identifier.encode()
    end = data.find(b"</testcase", test.start)
    at = data.find(written, test.start, end if end >= 0 else len(data))
    return place_of(test) if at < 0 else Place(test.report, at, at + len(written))
