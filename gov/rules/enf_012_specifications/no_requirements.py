"""ENF-012.no-requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_012_specifications._text import REQUIREMENTS, SCENARIOS, says_must, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def no_requirements(facts: Facts) -> Iterator[Draft]:
    """A specification states no requirement.

    Without one there is nothing to build, to test or to disagree with (CONST-P6).

    Cure it with a section of requirements, each a sentence with MUST or SHOULD, or with acceptance criteria
    or scenarios. Retired specifications are left alone.

    Fails at specs/SPEC-001.md:1:3:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    ```

    ```markdown specs/SPEC-001.md
    # SPEC-001: Sign-in

    **Status**: Approved
    **References**: PLAN-001

    People sign in with a password.
    ```

    Passes:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    ```

    ```markdown specs/SPEC-001.md
    # SPEC-001: Sign-in

    **Status**: Approved
    **References**: PLAN-001

    ## Requirements

    1. The platform MUST refuse a wrong password.
    ```
    """
    for item in facts.project.of_kind("spec"):
        if item.standing_criteria or item.phase == "retired" or item.has_section(*REQUIREMENTS, *SCENARIOS):
            continue
        if any(says_must(text) for text in texts_of(facts.project, item)):
            continue
        yield Draft(
            item.place,
            f"{item.id} states no requirement",
            "Add a section Requirements with sentences that say MUST or SHOULD, or acceptance criteria.",
            item.id,
            about=(item.id,),
        )
