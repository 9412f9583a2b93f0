"""ENF-005.orphan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.config.defaults import DEFAULT_KINDS
from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Project


_PRINCIPLE = "principle"
_ACCEPTED = frozenset(("open", "running", "blocked"))
_NOT_YET = frozenset(("Planned", "Not Started"))


@rule("warning")
def orphan(facts: Facts) -> Iterator[Draft]:
    """Nothing implements an item that was accepted.

    A plan item that no specification and no task names is a promise that nobody keeps (CONST-P10).
    Items that are only proposed or planned, and those given up, are not asked.

    Cure it by naming the item in the task that implements it, by adding such a task, or by giving the
    item the status it has. Which kinds implement which is `implemented_by` of the kind in `gov.toml`.

    Fails at plan.md:5:5:

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active

    ### PLAN-002: Sign-out

    **Status**: Active
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    Passes:

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active

    ### PLAN-002: Sign-out

    **Status**: Proposed
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```
    """
    project = facts.project
    down = project.graph.down
    for kind, items in project.by_kind.items():
        implementing = _implementing(kind, project)
        # Principles are asked by the family of the constitution.
        if kind == _PRINCIPLE or not any(name in project.by_kind for name in implementing):
            continue
        nouns = " or ".join(project.noun(name) for name in implementing)
        counted = {*implementing, kind}
        for item in items:
            if item.phase not in _ACCEPTED or item.status is None or item.status.name in _NOT_YET:
                continue
            if any(project.by_id[r.reference.source][0].kind in counted for r in down(item.id)):
                continue
            yield Draft(
                item.place,
                f"{item.id} is {item.status.name}, and no {nouns} names it",
                f"Name {item.id} in the {nouns} that implements it.",
                item.id,
                about=(item.id, f"kind:{kind}", f"lost:{kind}", f"cites:{item.id}"),
            )


def _implementing(kind: str, project: Project) -> tuple[str, ...]:
    """The kinds that implement a kind: those it names, and those a team added that must stand on it."""
    kinds = project.configuration.kinds
    added = (name for name, other in kinds.items() if kind in other.upstream and name not in DEFAULT_KINDS)
    return tuple(dict.fromkeys((*kinds[kind].implemented_by, *added)))
