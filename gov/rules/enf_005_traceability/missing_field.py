"""ENF-005.missing-field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item

# ENF-003 looks at tasks and a team's own kinds, ENF-002 and ENF-009 at the status of theirs.
_LOOKED_AT = ("principle", "plan", "spec", "decision")
_ELSEWHERE = frozenset((("plan", "status"), ("decision", "status")))


@rule("error")
def missing_field(facts: Facts) -> Iterator[Draft]:
    """A principle, plan item, specification or decision lacks a field that the project asks for.

    What a team asks of every item of a kind it counts, filters and plans with (CONST-P6); an item without it
    is left out.

    Cure it by writing the field below the heading. Nothing but the status of a plan item is required unless
    `required-fields` of the kind says so.

    Fails at plan.md:1:5:

    ```toml gov.toml
    [kinds.plan]
    required-fields = ["status", "owner"]
    ```

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    ```

    Passes:

    ```toml gov.toml
    [kinds.plan]
    required-fields = ["status", "owner"]
    ```

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **Owner**: The platform team
    ```
    """
    project = facts.project
    names = project.configuration.fields
    for kind in _LOOKED_AT:
        wanted = [
            key for key in project.configuration.kinds[kind].required_fields if (kind, key) not in _ELSEWHERE
        ]
        if not wanted:
            continue
        for item in project.of_kind(kind):
            missing = [
                names.get(key, (key,))[0]
                for key in wanted
                if not _has(item, key, project.reader.names.key(key))
            ]
            if missing:
                yield Draft(
                    item.place,
                    f"{item.id} has no {' and no '.join(missing)}",
                    f"Write {' and '.join(f'**{word}**: ...' for word in missing)} below the heading.",
                    item.id,
                    about=(item.id,),
                )


def _has(item: Item, name: str, key: str) -> bool:
    """Whether an item has a field, by its own name or by what the project calls it, or a section."""
    wanted = name.casefold()
    return item.has_section(name) or any(
        not field.is_empty
        and (field.key == wanted or (key and field.key == key) or field.label.casefold() == wanted)
        for field in item.fields
    )
