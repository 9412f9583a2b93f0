"""ENF-005.malformed-declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import malformed

if TYPE_CHECKING:
    from collections.abc import Iterator


_WITH_A_FAMILY = frozenset(("principle", "plan", "task"))


@rule("error")
def malformed_declaration(facts: Facts) -> Iterator[Draft]:
    """An item is declared under what is almost an identifier.

    `SPEC_004` looks like an identifier to people and is none to a search, a check or a link
    (CONST-P10). Principles, plan items and tasks have the same rule in their families.

    Cure it by writing the identifier as the others are written: capital letters, a hyphen, digits.

    Fails at spec.md:1:3:

    ```markdown spec.md
    # SPEC_001: Sign-in

    **Status**: Draft
    ```

    Passes:

    ```markdown spec.md
    # SPEC-001: Sign-in

    **Status**: Draft
    ```
    """
    for kind in facts.project.by_kind:
        if kind not in _WITH_A_FAMILY:
            yield from malformed(facts, kind)
