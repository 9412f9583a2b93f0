"""ENF-005.former-number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, Related, rule
from gov.rules.enf_005_traceability._torn import once_a_place, verb

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", fix="safe")
def former_number(facts: Facts) -> Iterator[Draft]:
    """A reference names an item by the number that it had before it was renumbered.

    `**Formerly**: TASK-002` keeps an old number readable in commits, pull requests and links, which nobody
    can rewrite. A document can be rewritten, and there the old number makes readers search for an item that
    is called otherwise (CONST-P10). Once another item is declared under the number, it means that item.

    Cure it by naming the item as it is called today. `--fix` does so, except in a range.

    Fails at tasks.md:8:19:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started

    ### TASK-003 Sign out

    **Status**: Not Started
    **Dependencies**: TASK-002

    ### TASK-004 Send mail

    **Status**: Not Started
    **Formerly**: TASK-002
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started

    ### TASK-003 Sign out

    **Status**: Not Started
    **Dependencies**: TASK-004

    ### TASK-004 Send mail

    **Status**: Not Started
    **Formerly**: TASK-002
    ```
    """
    former = {id(r.reference): r for r in facts.project.graph.misspelt if r.reference.spelling == "former"}
    for place, references in once_a_place(r.reference for r in former.values()):
        reference = references[0]
        target = former[id(reference)].target
        # What else is wrong with it is said by the rule for that, and by the identifier of today.
        if target is None or former[id(reference)].outcome != "resolved":
            continue
        written = target.declared_as + (f".{reference.part}" if reference.part else "")
        fix = Fix(f"Write {written}", (Edit(place, written),), is_safe=True)
        yield Draft(
            place,
            f"{reference.source} {verb(reference)} {reference.written}, which is {target.id} now",
            f"Name {written} beside what is left of the range."
            if reference.range_text
            else f"Write {written}.",
            reference.source,
            (Related(target.place, f"{target.id} is declared here"),),
            None if reference.range_text else fix,
            (reference.source, target.id),
        )
