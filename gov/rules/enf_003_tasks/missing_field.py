"""ENF-003.missing-field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


_HINTS = {
    "status": "Not Started", "references": "PLAN-001 (its title)", "assignee": "Vacant", "effort": "S, M, L or XL",
}  # fmt: skip


@rule("error")
def missing_field(facts: Facts) -> Iterator[Draft]:
    """A task lacks a field that every task has.

    Without its status, references, assignee or effort nobody can plan with it (CONST-P9). Write the field; an assignee may be Vacant. Which fields are needed is `required-fields` in `[kinds.task]`.

    Fails at tasks.md:1:5:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant

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
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```
    """
    kind = facts.project.configuration.kinds["task"]
    wanted = kind.required_fields
    names = facts.project.configuration.fields
    for item in facts.project.of_kind("task"):
        present = {field.key for field in item.fields if field.key == "references" or not field.is_empty}
        present.update(section.name.casefold() for section in item.sections if section.has_text)
        missing = [key for key in wanted if key not in present]
        if not missing:
            continue
        labels = [names[key][0] if names.get(key) else key for key in missing]
        about = [item.id]
        if "references" in missing:
            about.extend(f"kind:{upstream}" for upstream in (*kind.references, *kind.upstream))
        yield Draft(
            item.place,
            f"{item.id} lacks {_listed(labels)}",
            "Add "
            + ", ".join(
                f"**{label}**: {_HINTS.get(key, '...')}" for key, label in zip(missing, labels, strict=True)
            ),
            item.id,
            about=tuple(dict.fromkeys(about)),
        )


def _listed(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
