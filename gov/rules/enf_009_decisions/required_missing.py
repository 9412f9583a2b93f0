"""ENF-009.required-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.project import Globs
from gov.rulebook import Draft, Facts, rule
from gov.rulebook.anchoring import anchor
from gov.rulebook.decided import decisions_of_change

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("files", "base"))
def required_missing(facts: Facts) -> Iterator[Draft]:
    """The architecture changes, and no decision says why.

    Some files carry decisions that cost more than a day to undo (CONST-P6): which ones, the settings say as
    patterns. A change of them adds or changes a decision, or names an accepted one that it follows.

    Cure it by writing the decision down, or by naming it.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Store orders elsewhere
    Author: mira
    Files: M shop/store/orders.py +40 -12

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

    ```toml gov.toml
    [change]
    architecture = ["shop/store/"]
    ```

    Passes:

    ````text CHANGE
    Title: Store orders elsewhere
    Author: mira
    Files: M shop/store/orders.py +40 -12

    Task: TASK-001, as ADR-0001 says
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

    ```toml gov.toml
    [change]
    architecture = ["shop/store/"]
    ```

    ```markdown adr/0001-store.md
    # ADR-0001: Keep orders in a queue

    **Status**: Accepted
    ```
    """
    change, base, project = facts.change, facts.base, facts.project
    if change is None or base is None or not change.settings.architecture:
        return
    if change.exemption is not None and change.exemption.reason in {"merge", "revert"}:
        return
    globs = Globs.of_texts(change.settings.architecture)
    inside = (change.request.in_project(file) for file in change.request.files or ())
    touched = [path for path in inside if path is not None and globs.covers(path)]
    if not touched or _says_why(facts):
        return
    more = f" and {len(touched) - 1} more" if len(touched) > 1 else ""
    verb, noun = "belong" if more else "belongs", project.noun("decision")
    yield Draft(
        anchor(facts),
        f"{touched[0]}{more} {verb} to the architecture, and the change brings and names no {noun}",
        "Add a decision to the change, or name the accepted one that it follows.",
        about=("change",),
    )


def _says_why(facts: Facts) -> bool:
    """Whether the change brings a decision, or names one that is accepted."""
    if decisions_of_change(facts):
        return True
    mentions = facts.change.claims.mentions if facts.change else ()
    named = {mention.token.id for mention in mentions if mention.standing == "counts"}
    return any(item.id in named and item.phase == "done" for item in facts.project.of_kind("decision"))
