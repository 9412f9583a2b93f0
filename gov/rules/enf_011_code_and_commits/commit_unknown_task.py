"""ENF-011.commit-unknown-task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.anchoring import anchor
from gov.rules.enf_011_code_and_commits._messages import claimed, is_declared, shown, unexcused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item, Token
    from gov.project import Project

_WELL_WRITTEN = frozenset(("exact", "width"))


@rule("error", needs=("commits",))
def commit_unknown_task(facts: Facts) -> Iterator[Draft]:
    """A commit names a task, or another item, that no document declares or ever declared.

    The way from the code to its reason ends in nothing (CONST-P10): a number was mistyped, or the task was
    never written down.

    Cure it by rewording the commit while it is not yet shared, or by declaring what it names. Looked at are
    the subject and lines such as `Task: TASK-004`; in the text below, an identifier may stand for anything.

    Fails at tasks.md:1:1:

    ```text COMMIT at 2026-01-31
    Sign users in

    Task: TASK-010
    ```

    ```markdown tasks.md at 2026-01-31
    ### TASK-001 Sign in

    **Status**: Not Started
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    ```

    Passes:

    ```text COMMIT at 2026-01-31
    Sign users in

    What TASK-010 of the other project had to wait for.

    Task: TASK-001
    ```

    ```markdown tasks.md at 2026-01-31
    ### TASK-001 Sign in

    **Status**: Not Started
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    ```
    """
    project = facts.project
    for commit in unexcused(facts):
        for token in claimed(commit, project):
            is_well_written = token.spelling in _WELL_WRITTEN
            if is_well_written and is_declared(token.id, facts):
                continue
            if token.spelling == "placeholder":
                why = f"names {token.written}, which stands for a task and is none"
            elif is_well_written:
                why = f"names {token.id}, which no document declares"
            else:
                why = f"names {token.written}, which is not written as an identifier"
            near = _meant(token, project)
            yield Draft(
                anchor(facts),
                f"commit {shown(commit)} {why}",
                f"did you mean {near.id} {near.title}?" if near else "Name a declared task, or declare it.",
                related=(Related(near.place, f"{near.id} is declared here"),) if near else (),
                about=(f"commit:{commit.id}", token.id or token.written),
            )


def _meant(token: Token, project: Project) -> Item | None:
    """The declared item that an identifier is nearest to."""
    if not token.id:
        return None
    declared = project.by_id.get(token.id)
    return declared[0] if declared else project.nearest(token.id, token.kind)
