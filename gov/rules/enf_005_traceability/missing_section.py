"""ENF-005.missing-section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

# Their own families look at these: the constitution as a whole, plan items, decisions.
_ELSEWHERE = frozenset(("principle", "plan", "decision"))


@rule("error")
def missing_section(facts: Facts) -> Iterator[Draft]:
    """A task, a specification or an item of a team's own kind lacks a section that the project asks for.

    A team that asks for a section reads every item of the kind in the same order (CONST-P6); one that lacks
    it leaves a question open.

    Cure it by adding the section as a heading below the item, or as a bold name with text after it. Nothing
    is required unless `required-sections` of the kind says so; each entry may list several names.

    Fails at specs.md:1:3:

    ```toml gov.toml
    [kinds.spec]
    required-sections = ["Out of Scope"]
    ```

    ```markdown specs.md
    # SPEC-001: Sign-in

    **Status**: Draft

    ## Requirements

    - A user MUST give a password.
    ```

    Passes:

    ```toml gov.toml
    [kinds.spec]
    required-sections = ["Out of Scope"]
    ```

    ```markdown specs.md
    # SPEC-001: Sign-in

    **Status**: Draft

    ## Requirements

    - A user MUST give a password.

    ## Out of Scope

    Signing in with a passkey.
    ```
    """
    project = facts.project
    for kind, items in project.by_kind.items():
        sections = project.configuration.kinds[kind].required_sections
        if not sections or kind in _ELSEWHERE:
            continue
        for item in items:
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
