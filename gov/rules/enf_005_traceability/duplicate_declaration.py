"""ENF-005.duplicate-declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import duplicates

if TYPE_CHECKING:
    from collections.abc import Iterator


_WITH_A_FAMILY = frozenset(("principle", "plan", "spec", "task", "decision"))


@rule("error")
def duplicate_declaration(facts: Facts) -> Iterator[Draft]:
    """An identifier of a team's own kind is declared twice.

    Two items share one name: whatever names it may mean either (CONST-P10). Principles, plan items,
    specifications, tasks and decisions have the same rule in their families.

    Cure it by giving one of the two a free number.

    Fails at requirements.md:5:4:

    ```toml gov.toml
    [kinds.requirement]
    prefix = "REQ-"
    noun = "requirement"
    ```

    ```markdown requirements.md
    ## REQ-001 Sign in

    A user MUST sign in.

    ## REQ-001 Sign out

    A user MUST be able to leave.
    ```

    Passes:

    ```toml gov.toml
    [kinds.requirement]
    prefix = "REQ-"
    noun = "requirement"
    ```

    ```markdown requirements.md
    ## REQ-001 Sign in

    A user MUST sign in.

    ## REQ-002 Sign out

    A user MUST be able to leave.
    ```
    """
    for kind in facts.project.by_kind:
        if kind not in _WITH_A_FAMILY:
            yield from duplicates(facts, kind)
