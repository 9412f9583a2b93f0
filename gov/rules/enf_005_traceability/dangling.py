"""ENF-005.dangling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, Related, rule
from gov.rules.enf_005_traceability._labels import Titles, fits, is_remark
from gov.rules.enf_005_traceability._torn import about, verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item, Reference
    from gov.project import Project

_SAID_ELSEWHERE = frozenset(("malformed", "confusable"))


@rule("error", fix="unsafe")
def dangling(facts: Facts) -> Iterator[Draft]:
    """A reference names an item that no document declares.

    The chain from the task to its reason ends in nothing (CONST-P10): the item was deleted or renamed,
    or its number was mistyped. An identifier that is struck out (`~~PLAN-012~~`) is no reference.

    Cure it by naming an item that exists, or by declaring the one that is meant. `--unsafe-fixes` puts
    the nearest identifier, or the one whose title stands in brackets, in its place where exactly one is
    near.

    Fails at tasks.md:4:17:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-012 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-011: Sign-in

    **Status**: Active
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-011 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-011: Sign-in

    **Status**: Active
    ```
    """
    project = facts.project
    titles: Titles | None = None
    for resolution in project.graph.torn("dangling"):
        reference = resolution.reference
        if reference.spelling in _SAID_ELSEWHERE:
            continue
        meant = None
        if reference.label:
            titles = titles or Titles(project.items)
            meant = titles.titled(reference.label, reference.target_kind)
        near = meant or project.nearest(reference.target, reference.target_kind)
        if near is not None and near is not meant and _is_named_otherwise(reference, near, project):
            near = None
        place = reference.place
        message = f"{reference.source} {verb(reference)} {reference.target}, which no document declares"
        concerns = about(reference, project)
        if near is None or near.id == reference.source:
            noun = project.noun(reference.target_kind)
            help_text = f"Name an existing {noun}, or declare {reference.target}."
            yield Draft(place, message, help_text, reference.source, about=concerns)
            continue
        fix = Fix(f"Replace {reference.written} with {near.id}", (Edit(place, near.id),), is_safe=False)
        yield Draft(
            place,
            message,
            f"did you mean {near.id} {near.title}?",
            reference.source,
            (Related(near.place, f"{near.id} is declared here"),),
            fix,
            concerns,
        )


def _is_named_otherwise(reference: Reference, near: Item, project: Project) -> bool:
    """Whether the words in brackets say that another item is meant than the one with the nearest number."""
    label = reference.label
    if not label or fits(label, near.title):
        return False
    return not is_remark(label, near, project.configuration.kinds[near.kind].statuses)
