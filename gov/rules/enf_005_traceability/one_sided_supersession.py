"""ENF-005.one-sided-supersession."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Fix, Related, rule
from gov.rulebook.field_lines import line_below
from gov.rules.enf_005_traceability._status_table import is_unaccepted
from gov.rules.enf_005_traceability._torn import verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item, Relation
    from gov.project import Project


_ANSWERS: dict[Relation, Relation] = {"superseded-by": "supersedes", "supersedes": "superseded-by"}
_LABELS: dict[Relation, str] = {"superseded-by": "Superseded by", "supersedes": "Supersedes"}


@rule("warning", fix="safe")
def one_sided_supersession(facts: Facts) -> Iterator[Draft]:
    """One of two items says that it was superseded, or that it supersedes, and the other does not.

    Who reads the other one is not told: work goes on under a decision that was given up (CONST-P10).

    Cure it by writing **Supersedes** in the newer and **Superseded by** in the older item. `--fix`
    writes the missing line below the status.

    Fails at adr/0001.md:4:20:

    ```markdown adr/0001.md
    # ADR-0001: Keep files

    **Status**: Superseded
    **Superseded by**: ADR-0002
    ```

    ```markdown adr/0002.md
    # ADR-0002: Keep a database

    **Status**: Accepted
    ```

    Passes:

    ```markdown adr/0001.md
    # ADR-0001: Keep files

    **Status**: Superseded
    **Superseded by**: ADR-0002
    ```

    ```markdown adr/0002.md
    # ADR-0002: Keep a database

    **Status**: Accepted
    **Supersedes**: ADR-0001
    ```
    """
    project = facts.project
    graph = project.graph
    said = {(r.reference.source, r.reference.relation, r.reference.target) for r in graph.related(*_ANSWERS)}
    for resolution in graph.related(*_ANSWERS):
        reference = resolution.reference
        answer = _ANSWERS[reference.relation]
        target = resolution.target
        if target is None or resolution.outcome != "resolved":
            continue
        if (target.id, answer, reference.source) in said:
            continue
        label = _LABELS[answer]
        # Said of an item that nobody accepted yet, the answer would be the next finding.
        is_early = answer == "superseded-by" and is_unaccepted(project.by_id[reference.source][0])
        yield Draft(
            reference.place,
            f"{reference.source} {verb(reference)} {target.id}, and {target.id} does not say so",
            f"Write **{label}**: {reference.source} in {target.id}.",
            reference.source,
            (Related(target.place, f"{target.id} is declared here"),),
            None if is_early else _fix(target, label, reference.source, project),
            (reference.source, target.id),
        )


def _fix(item: Item, label: str, identifier: str, project: Project) -> Fix | None:
    """A line below the status, written as that is; none where it is empty or no line of its own."""
    field = item.field("status")
    edit = field and line_below(field, label, identifier, project.by_path[item.path])
    return Fix(f"Write **{label}**: {identifier} in {item.id}", (edit,), is_safe=True) if edit else None
