"""ENF-002.missing-section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def missing_section(facts: Facts) -> Iterator[Draft]:
    """A plan item lacks a section that the project asks for.

    A team that asks for a section reads every plan item in the same order (CONST-P6); one that lacks it
    leaves a question open.

    Cure it by adding the section as a heading below the item, or as a bold name with text after it. Nothing
    is required unless `[kinds.plan] required-sections` says so; each entry may list several names.

    Fails at plan.md:1:5:

    ```toml gov.toml
    [kinds.plan]
    required-sections = ["Approach"]
    ```

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1
    ```

    Passes:

    ```toml gov.toml
    [kinds.plan]
    required-sections = ["Approach"]
    ```

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1

    **Approach**: One router for each domain.
    ```
    """
    sections = facts.project.configuration.kinds["plan"].required_sections
    if not sections:
        return
    for item in facts.project.of_kind("plan"):
        if item.phase == "retired":
            continue
        for section in sections:
            if not item.has_section(*section.names):
                yield Draft(
                    item.place,
                    f"{item.id} has no section {section.names[0]}",
                    f"Add a line **{section.names[0]}**: or a heading of that name.",
                    item.id,
                    about=(item.id,),
                )
