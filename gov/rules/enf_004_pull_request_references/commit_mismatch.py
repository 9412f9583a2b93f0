"""ENF-004.commit-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.serving import wanted_mentions
from gov.rules.enf_004_pull_request_references._naming import about_change

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = 5


@rule("warning", needs=("claims",))
def commit_mismatch(facts: Facts) -> Iterator[Draft]:
    """The commits of a change name other tasks than the change does.

    The description goes away with the host, and the commits stay: later readers find another reason there
    than reviewers did (CONST-P10).

    Cure it by naming the task of the commits in the description as well, or by rewording the commits.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Task: TASK-001
    ````

    ```text COMMIT at 2026-01-31
    Sign users out

    Task: TASK-002
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)

    ### TASK-002 Sign out

    **Status**: In Progress
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
    Commit: Sign users in (TASK-001)

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
    """
    mentions = tuple(wanted_mentions(facts))
    said = {mention.token.id for mention in mentions if not mention.commit}
    if not said:
        return
    for name in dict.fromkeys(mention.token.id for mention in mentions if mention.commit):
        if name not in said and name in facts.project.by_id:
            commits = list(dict.fromkeys(m.commit[:7] for m in mentions if m.commit and m.token.id == name))
            shown = ", ".join(commits[:_SHOWN])
            more = f" and {len(commits) - _SHOWN} more" if len(commits) > _SHOWN else ""
            verb = "names" if len(commits) == 1 else "name"
            yield about_change(
                facts,
                f"commit {shown}{more} {verb} {name}, and the change does not",
                f"Name {name} in the description as well, or reword the commit.",
                about=(name,),
            )
