"""ENF-003.missing-field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_003_tasks._tasks import worded_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item


@rule("error")
def missing_field(facts: Facts) -> Iterator[Draft]:
    """A task lacks a field that every task has.

    Without status, references, assignee and effort nobody can say where a task stands, why it exists,
    whose it is and how long it takes (CONST-P10). One finding names all that the task lacks.

    Cure it by writing the field; `Vacant` is an assignee. Which fields are required is
    `required_fields` of the kind in `gov.toml`.

    Fails at tasks.md:1:5:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
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
    """
    settings = facts.project.configuration
    for kind in worded_kinds(facts.project):
        wanted = settings.kinds[kind].required_fields
        named = tuple(
            f"kind:{name}" for name in (*settings.kinds[kind].references, *settings.kinds[kind].upstream)
        )
        needed = frozenset(wanted) - {"status"}
        for item in facts.project.of_kind(kind):
            if needed <= item.filled and item.status is not None:
                continue
            missing = [key for key in wanted if not _has(item, key)]
            if not missing:
                continue
            words = [settings.fields.get(key, (key,))[0] for key in missing]
            about: tuple[str, ...] = (item.id,)
            if "references" in missing:
                about = (item.id, f"references:{item.id}", *named)
            yield Draft(
                item.place,
                f"{item.id} has no {_enumerated(words)}",
                f"Write {' and '.join(f'**{word}**: ...' for word in words)} below the heading.",
                item.id,
                about=about,
            )


def _has(item: Item, key: str) -> bool:
    if key == "status":
        return item.status is not None
    found = False
    for field in item.fields:
        if field.key == key or (not field.key and field.label.casefold() == key.casefold()):
            if not field.is_empty:
                return True
            found = True
    return not found and item.has_section(key)


def _enumerated(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
