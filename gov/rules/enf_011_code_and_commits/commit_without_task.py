"""ENF-011.commit-without-task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.anchoring import anchor
from gov.rulebook.declarations import is_kept
from gov.rules.enf_011_code_and_commits._messages import (
    claimed,
    has_no_task_trailer,
    is_declared,
    shown,
    unexcused,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.history import Commit


_TASK = "task"


@rule("warning", needs=("commits",))
def commit_without_task(facts: Facts) -> Iterator[Draft]:
    """A commit names nothing that the documents declare.

    Who later asks why a line is there finds its commit, and no reason behind it (CONST-P10).

    Cure it by a last line `Task: TASK-004` after an empty one; an identifier in the subject or the text
    serves as well. Merges and reverts are left alone, and so is a commit that says `No-Task:` and a reason.
    Looked at are the commits that the base does not have, so it runs only with `--history` and `--base`.

    Fails at tasks.md:1:1:

    ```text COMMIT at 2026-01-31
    Sign users in
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
    place = anchor(facts.project)
    if place is None or not is_kept(facts.project, _TASK):
        return
    for commit in unexcused(facts):
        if not _serves_something(commit, facts):
            yield Draft(
                place,
                f"commit {shown(commit)} by {commit.author[:60] or 'nobody'} names no task",
                "Say which task it serves in a last line after an empty one: Task: TASK-004.",
                about=(f"commit:{commit.id}",),
            )


def _serves_something(commit: Commit, facts: Facts) -> bool:
    """Whether a message names a declared task, or one that another finding is about."""
    if has_no_task_trailer(commit) or any(t.kind == _TASK for t in claimed(commit, facts.project)):
        return True
    tokens = facts.project.reader.vocabulary.tokens(commit.message)
    return any(token.kind == _TASK and is_declared(token.id, facts) for token in tokens)
