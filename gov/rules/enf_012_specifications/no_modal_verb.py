"""ENF-012.no-modal-verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rules.enf_012_specifications._text import REQUIREMENTS, requirements_of, says_must

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def no_modal_verb(facts: Facts) -> Iterator[Draft]:
    """The requirements of a specification never say MUST or SHOULD.

    "The platform refuses" may be a wish, a description or a duty. MUST and SHOULD, as RFC 2119 defines
    them, say which (CONST-P6), and what fails when it is not so.

    Cure it by saying in each requirement how binding it is. The words of several languages are known; text
    that is written mostly in another script is left alone.

    Fails at specs/SPEC-001.md:1:3:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    ```

    ```markdown specs/SPEC-001.md
    # SPEC-001: Sign-in

    **Status**: Approved
    **References**: PLAN-001

    ## Requirements

    1. The platform refuses a wrong password.
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
        section = item.section(*REQUIREMENTS) if item.phase != "retired" else None
        if section is None or not item.has_section(section.name):
            continue
        texts = requirements_of(facts.project, item, section)
        if not texts or any(says_must(text) for text in texts) or _is_of_another_script(texts):
            continue
        yield Draft(
            item.place,
            f"the requirements of {item.id} never say MUST or SHOULD",
            "Say of each requirement how binding it is: MUST, SHOULD or MAY.",
            item.id,
            (Related(section.place, "the requirements stand here"),),
            about=(item.id,),
        )


def _is_of_another_script(texts: list[str]) -> bool:
    text = "".join(texts)
    return sum(not character.isascii() for character in text) * 5 > len(text)
