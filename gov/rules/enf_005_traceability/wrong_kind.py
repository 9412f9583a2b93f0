"""ENF-005.wrong-kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rules.enf_005_traceability._torn import about, verb

if TYPE_CHECKING:
    from collections.abc import Iterator


# Rules may be named anywhere: they are what enforces an item, not what it stands on.
_RULES = "rule"


@rule("error")
def wrong_kind(facts: Facts) -> Iterator[Draft]:
    """A reference names an item of a kind that does not belong there.

    A plan item that stands on a task, or a task that waits for a principle, turns the chain round: it
    no longer leads up to a reason (CONST-P10).

    Cure it by naming an item of a fitting kind, or by moving the identifier to the field it belongs to.
    `references` of the kind in `gov.toml` says which kinds may be named.

    Fails at tasks.md:7:19:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S
    **Dependencies**: PLAN-001

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    for resolution in facts.project.graph.torn("wrong-kind"):
        if resolution.target is None:
            continue
        reference = resolution.reference
        kind = facts.project.by_id[reference.source][0].kind
        if reference.target_kind == _RULES and reference.relation == "references":
            continue
        if reference.relation == "references":
            allowed = facts.project.configuration.kinds[kind].references
        else:
            allowed = (kind,)
        nouns = " or ".join(facts.project.noun(name) for name in allowed)
        yield Draft(
            reference.place,
            f"{reference.source} {verb(reference)} {reference.target}, "
            f"a {facts.project.noun(reference.target_kind)} where a {nouns} belongs",
            f"Name a {nouns}, or move the identifier to the field it belongs to.",
            reference.source,
            (Related(resolution.target.place, f"{reference.target} is declared here"),),
            about=about(reference, facts.project),
        )
