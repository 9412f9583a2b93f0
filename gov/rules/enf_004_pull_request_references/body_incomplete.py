"""ENF-004.body-incomplete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_004_pull_request_references._naming import about_change, template_headings

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("info", needs=("change",))
def body_incomplete(facts: Facts) -> Iterator[Draft]:
    """The description of a change leaves out what the template asks for.

    The template's headings are the questions that reviewers ask anyway (CONST-P6).

    Cure it by answering them; one that does not apply is answered by saying so. Which file is the template
    is a setting, and it is read where the change began.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    ## What

    Task: TASK-001
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown .github/pull_request_template.md
    ## What

    ## How it was tested
    ```

    Passes:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    ## What

    Task: TASK-001

    ## How it was tested

    By hand.
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown .github/pull_request_template.md
    ## What

    ## How it was tested
    ```
    """
    change = facts.change
    if change is None or change.exemption is not None or change.request.body is None or change.request.is_cut:
        return
    had = {heading.casefold() for heading in change.claims.headings}
    missing = [heading for heading in template_headings(facts) if heading.casefold() not in had]
    if missing:
        yield about_change(
            facts,
            f"the description lacks what its template asks for: {', '.join(missing)}",
            "Answer it, if only by saying that it does not apply.",
        )
