"""ENF-005.status-inconsistent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.declarations import status_place
from gov.rules.enf_005_traceability._status_table import CITATIONS, CLAIMS, Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item, Reference
    from gov.project import Project


@rule("error")
def status_inconsistent(facts: Facts) -> Iterator[Draft]:
    """The statuses of two items contradict each other.

    A task that is completed before what it waits for, or under a plan item that nobody accepted; a
    specification that is implemented while tasks of it are open; work that goes on under something
    given up: one of the two statuses is wrong, and every board that counts them is (CONST-P10). The
    first two are errors, the others warnings.

    Cure it by giving one of the two the status that it has.

    Fails at tasks.md:3:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S
    **Dependencies**: TASK-002

    **Acceptance Criteria**:
    - [x] A user with a valid password is signed in

    ### TASK-002 Send mail

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Tom
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A mail arrives
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Blocked
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S
    **Dependencies**: TASK-002

    **Acceptance Criteria**:
    - [x] A user with a valid password is signed in

    ### TASK-002 Send mail

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Tom
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A mail arrives
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    project = facts.project
    done = project.in_phase("done")
    for claim in CLAIMS:
        doubted = _doubted(claim, project)
        for item in done if doubted else ():
            if (
                item.id in doubted
                and item.kind in claim.kinds
                and (against := _against(item, claim, project))
            ):
                yield _claimed(item, claim, against)
    replaced = _replacements(project)
    for retired in project.in_phase("retired"):
        for resolution in project.graph.down(retired.id, "references"):
            if resolution.outcome == "resolved" and resolution.target is retired:
                yield from _cited(resolution.reference, retired, project, replaced)


def _cited(
    reference: Reference, target: Item, project: Project, replaced: frozenset[tuple[str, str]]
) -> Iterator[Draft]:
    source = project.by_id[reference.source][0]
    if source.status is None or target.status is None or (source.id, target.id) in replaced:
        return
    for row in CITATIONS:
        if source.phase in row.phases and target.status.name in row.statuses:
            yield Draft(
                reference.place,
                f"{source.id} is {source.status.name} and references {target.id}, "
                f"which is {target.status.name}",
                f"Name what took the place of {target.id}, or say that {source.id} was given up too.",
                source.id,
                (Related(status_place(target), f"{target.id} is {target.status.name}"),),
                about=(target.id,),
                severity=row.severity,
            )


def _doubted(claim: Claim, project: Project) -> frozenset[str]:
    """What names, or is named by, an item of a phase that denies a claim: of most claims nothing is."""
    denying = {
        item.id for phase in claim.phases for item in project.in_phase(phase) if item.kind in claim.others
    }
    if not denying:
        return frozenset()
    named = [resolution.reference for resolution in project.graph.related(claim.relation)]
    if claim.direction == "up":
        return frozenset(reference.source for reference in named if reference.target in denying)
    return frozenset(reference.target for reference in named if reference.source in denying)


def _against(item: Item, claim: Claim, project: Project) -> list[Item]:
    """The items whose status denies what an item claims."""
    graph = project.graph
    if claim.direction == "up":
        named = graph.up(item.id, claim.relation)
        if not named:
            return []
        found = (r.target for r in named if r.outcome == "resolved")
    else:
        found = (graph.items.get(r.reference.source) for r in graph.down(item.id, claim.relation))
    denying = {
        other.id: other
        for other in found
        if other is not None
        and other.kind in claim.others
        and other.phase in claim.phases
        and other.status is not None
        and other.status.name not in claim.tolerated
    }
    return list(denying.values())


def _claimed(item: Item, claim: Claim, against: list[Item]) -> Draft:
    first = against[0]
    name = item.status.name if item.status else ""
    other = first.status.name if first.status else ""
    more = f" (and {len(against) - 1} more)" if len(against) > 1 else ""
    return Draft(
        status_place(item),
        f"{item.id} is {name} and {claim.says} {first.id}, which is {other}{more}",
        "Give one of them the status that it has.",
        item.id,
        tuple(Related(status_place(o), f"{o.id} is {o.status.name if o.status else other}") for o in against),
        about=(item.id, *(o.id for o in against)),
        severity=claim.severity,
    )


def _replacements(project: Project) -> frozenset[tuple[str, str]]:
    """Each pair of an item and one whose place it took: such a citation is no contradiction."""
    graph = project.graph
    said = ((r.reference.source, r.reference.target) for r in graph.related("supersedes"))
    answered = ((r.reference.target, r.reference.source) for r in graph.related("superseded-by"))
    return frozenset((*said, *answered))
