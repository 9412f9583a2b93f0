"""ENF-004.wrong-kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.serving import CLOSED, asked_kinds
from gov.rules.enf_004_pull_request_references._naming import (
    about_change,
    nouns,
    of_other_kinds,
    place_of,
    way_out,
    why_none,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("claims",))
def wrong_kind(facts: Facts) -> Iterator[Draft]:
    """A change names an item, and it is no task.

    A plan item says what shall be; which step of it was taken here, only a task says (CONST-P10).

    Cure it by naming the task that serves the item. Which kinds count is a setting.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Serves PLAN-001.
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

    Passes:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Serves PLAN-001 by TASK-001.
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
    """
    if why_none(facts) != "wrong-kind":
        return
    project = facts.project
    for mention in of_other_kinds(facts):
        item = project.by_id[mention.token.id][0]
        sources = {resolution.reference.source for resolution in project.graph.down(item.id)}
        serving = (project.graph.items[source] for source in sorted(sources & project.graph.items.keys()))
        tasks = [i.id for i in serving if i.kind in asked_kinds(facts) and i.phase not in CLOSED]
        named = f"Name the one that it serves, such as {', '.join(tasks[:3])}." if tasks else way_out(facts)
        yield about_change(
            facts,
            f"{place_of(mention, facts)} names {item.id}, a {project.noun(item.kind)}, and no {nouns(facts)}",
            named,
            related=(Related(item.place, f"{item.id} is declared here"),),
            about=(item.id,),
        )
