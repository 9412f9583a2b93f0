"""ENF-003.template-left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Token, Vocabulary


_PLACEHOLDER = re.compile(
    r"\[[A-Za-z][^\]|]{0,60}(?:[|/][^\]]{0,60}){0,6}\]|<[A-Za-z][^<>]{0,60}>|\{\{?[^{}]{0,60}\}?\}"
)
_SAMPLE = re.compile(
    r"(?:Specific, measurable outcome|Criterion|Outcome|Acceptance criterion) [0-9]{1,2}|State an outcome .{0,40}",
    re.IGNORECASE,
)


@rule("warning")
def template_left(facts: Facts) -> Iterator[Draft]:
    """A task still holds a placeholder of the template it was made from.

    What reads as filled in is not (CONST-P9). Fill it in, or take the line out.

    Fails at tasks.md:5:15:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: [Name or vacant]
    **Estimated Effort**: M

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
    vocabulary = facts.project.reader.vocabulary
    for item in facts.project.of_kind("task"):
        for field in item.fields:
            value = field.value
            if not value or field.key == "notes" or not field.key:
                continue
            if _PLACEHOLDER.fullmatch(value) or any(
                t.spelling == "placeholder" for t in _near(vocabulary, value)
            ):
                yield Draft(
                    field.place,
                    f"{item.id} has the placeholder {value!r} as its {field.label}",
                    "Fill it in, or take the line out.",
                    item.id,
                    about=(item.id,),
                )
        for criterion in item.criteria:
            if _SAMPLE.fullmatch(criterion.text):
                yield Draft(
                    criterion.place,
                    f"criterion {criterion.id} is the template's: {criterion.text!r}",
                    "Write an outcome of this task, or take the line out.",
                    item.id,
                    about=(item.id,),
                )


def _near(vocabulary: Vocabulary, value: str) -> Iterator[Token]:
    """Identifiers with `###` or `XXX` for a number; looked for only where such marks stand."""
    if any(mark in value for mark in ("#", "XX", "NN", "xxx", "nnn", "?", "*", "_")):
        yield from vocabulary.near_tokens(value)
