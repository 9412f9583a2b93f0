"""ENF-011.commit-without-task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.items import spoken_lines
from gov.rulebook import Draft, Facts, rule
from gov.rulebook.anchoring import anchor
from gov.rulebook.declarations import is_kept
from gov.rulebook.serving import asked_kinds, line_to_add, no_task_counts
from gov.rules.enf_011_code_and_commits._messages import (
    claimed,
    is_declared,
    is_excuse,
    is_exempt,
    no_task_reason,
    shown,
    unexcused,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gov.history import Commit


@rule("warning", needs=("commits",))
def commit_without_task(facts: Facts) -> Iterator[Draft]:
    """A commit names nothing that the documents declare.

    Who later asks why a line is there finds its commit, and no reason behind it (CONST-P10).

    Cure it by a last line `Task: TASK-004` after an empty one; an identifier in the subject or the text
    serves as well, but none in a quote, a sample of code or an HTML comment. Merges and reverts are left
    alone, and so is a commit that says `No-Task:` and a reason, where every file that it changed is among
    `exempt-paths` of `[change]`. Looked at are the commits that the base does not have, so it runs only with
    `--history` and `--base`.

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
    kinds = asked_kinds(facts)
    if not any(is_kept(facts.project, kind) for kind in kinds):
        return
    name_one = line_to_add("a last line after an empty one", facts.project, kinds)
    settings = facts.change.settings if facts.change is not None else facts.project.configuration.change
    for commit in unexcused(facts):
        if _serves_something(commit, facts, kinds):
            continue
        reason = no_task_reason(commit)
        if reason is not None and (not is_excuse(reason) or is_exempt(commit, settings.exempt_paths)):
            continue
        said = "" if reason is None else ", and No-Task does not count here"
        yield Draft(
            anchor(facts),
            f"commit {shown(commit)} by {commit.author[:60] or 'nobody'} names no task{said}",
            name_one if reason is None else f"{no_task_counts(settings.exempt_paths)} {name_one}",
            about=(f"commit:{commit.id}",),
        )


def _serves_something(commit: Commit, facts: Facts, kinds: Collection[str]) -> bool:
    """Whether a message names a declared task, or one that another finding is about."""
    if any(token.kind in kinds for token in claimed(commit, facts.project)):
        return True
    tokens = (
        token
        for _, text in spoken_lines(commit.message)
        for token in facts.project.reader.vocabulary.tokens(text)
    )
    return any(token.kind in kinds and is_declared(token.id, facts) for token in tokens)
