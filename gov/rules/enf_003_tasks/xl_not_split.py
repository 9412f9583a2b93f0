"""ENF-003.xl-not-split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("info")
def xl_not_split(facts: Facts) -> Iterator[Draft]:
    """A task of the largest effort is not split.

    More than two weeks of work give no feedback on the way (CONST-P12). Write smaller tasks that this one depends on, or give it a smaller effort.

    Fails at tasks.md:6:23:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: XL

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: L

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```
    """
    graph = facts.project.graph
    for item in facts.project.of_kind("task"):
        field = item.field("effort")
        if field is None or item.phase in {"done", "retired", "running"}:
            continue
        word = field.value.strip("*` ").casefold()
        if not word.startswith(("xl", "extra large", "extra-large")):
            continue
        if graph.down(item.id) or any(r.reference.relation == "depends-on" for r in graph.up(item.id)):
            continue
        yield Draft(
            field.place,
            f"{item.id} has the effort {field.value} and no smaller task that it depends on",
            "Write smaller tasks and name them in **Dependencies**.",
            item.id,
            about=(item.id,),
        )
