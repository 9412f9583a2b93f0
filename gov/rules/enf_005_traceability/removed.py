"""ENF-005.removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.anchoring import anchor
from gov.rulebook.serving import CLOSED, moved_from
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item
    from gov.project import Project


@rule("warning", needs=("change", "base"))
def removed(facts: Facts) -> Iterator[Draft]:
    """A change deletes an item that was not closed, or a decision that was accepted.

    Where it takes the references to it along, nothing else shows that something that was agreed on is done no
    more (CONST-P10). An item that is not wanted any more gets a status that says so, and stays.

    Cure it by restoring the item with a status that closes it, or by saying in the description why it goes.
    An item that has another number now, under **Formerly** or with the same title, is not gone. References
    that still lead to it are found by ENF-005.dangling instead, principles by ENF-001.removed-principle and
    ENF-010.weakened.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in

    Task: TASK-001
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown tasks.md base
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)

    ### TASK-002 Sign out

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md base
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    Passes:

    ````text CHANGE
    Title: Sign users in

    Task: TASK-001
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)

    ### TASK-003 Sign out

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Formerly**: TASK-002
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown tasks.md base
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)

    ### TASK-002 Sign out

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md base
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    change, project = facts.change, facts.project
    # What the base has got since is missing from a change that was not merged with it, and deleted by nobody.
    before = facts.base if change is None or change.is_merged else change.began
    if change is None or before is None or (change.exemption and change.exemption.reason == "revert"):
        return
    gone = [item for item in before.items if item.id not in project.by_id and _is_wanted(item, project)]
    if not gone:
        return
    fresh = [item for item in project.items if item.id not in before.by_id]
    moved = {was.id for item in fresh if (was := moved_from(item, project, before))}
    for item in gone:
        if item.id not in moved:
            status = f" ({item.status.name})" if item.status else ""
            is_there = item.path in project.by_path
            yield Draft(
                Place(item.path, 0, 0) if is_there else anchor(facts),
                f"the change deletes {item.id} {item.title}{status}",
                "Restore it with a status that closes it, or say in the description why it goes.",
                about=(item.id, f"kind:{item.kind}", f"gone:{item.id}"),
            )


def _is_wanted(item: Item, project: Project) -> bool:
    """Whether somebody should be told that an item is gone."""
    if item.kind == "principle" or item.id in project.formerly:
        return False
    return item.phase not in CLOSED or (item.kind == "decision" and item.phase == "done")
