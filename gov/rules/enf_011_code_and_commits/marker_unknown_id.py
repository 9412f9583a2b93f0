"""ENF-011.marker-unknown-id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.naming import lack_of
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("markers",))
def marker_unknown_id(facts: Facts) -> Iterator[Draft]:
    """A comment in the code names an item or a criterion that does not exist.

    Whoever follows the mark from the code to its reason finds nothing (CONST-P10): it is mistyped, or what it
    named was renumbered or removed.

    Cure it by correcting the mark.

    Fails at shop/auth.py:1:8:

    ```toml gov.toml
    [evidence]
    markers = ["*.py"]
    ```

    ```python shop/auth.py
    # gov: TASK-009
    def sign_in(name: str, password: str) -> bool:
        return True
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
    markers = ["*.py"]
    ```

    ```python shop/auth.py
    # gov: TASK-001.1
    def sign_in(name: str, password: str) -> bool:
        return True
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
    for marker in facts.evidence.markers or ():
        lack = lack_of(facts.project, marker.identifier)
        if lack is not None:
            yield Draft(
                Place(marker.path, marker.start, marker.end),
                f"the code names {marker.identifier}, {lack.message}",
                lack.help or "Correct the mark, or take it away.",
                related=lack.related,
                about=lack.about,
            )
