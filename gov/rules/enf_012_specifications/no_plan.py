"""ENF-012.no-plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import is_kept

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def no_plan(facts: Facts) -> Iterator[Draft]:
    """A specification refers to no plan item.

    A plan item says which part of the system a specification is about (CONST-P10); without one the
    specification stands beside the plan.

    Cure it by naming the plan item in **References**. Retired specifications are left alone. In a project
    that keeps principles and no plan it is a principle that they have to name.

    Fails at specs/SPEC-001.md:1:3:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    ```

    ```markdown specs/SPEC-001.md
    # SPEC-001: Sign-in

    **Status**: Approved
    **References**: CONST-P1

    ## Requirements

    1. The platform MUST refuse a wrong password.
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
    project = facts.project
    # Where nobody keeps a plan, a specification stands on a principle or on nothing.
    above = next((kind for kind in ("plan", "principle") if is_kept(project, kind)), "")
    if not above:
        return
    graph = project.graph
    noun = project.noun(above)
    for item in project.of_kind("spec"):
        if item.phase == "retired" or any(r.target_kind in {"plan", above} for r in item.references):
            continue
        if graph.reaches(item.id, above):
            continue
        yield Draft(
            item.place,
            f"{item.id} refers to no {noun}",
            f"Name the {noun} it belongs to in **References**.",
            item.id,
            about=(item.id, f"kind:{above}"),
        )
