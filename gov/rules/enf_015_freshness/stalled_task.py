"""ENF-015.stalled-task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.days import days_between
from gov.rulebook.declarations import status_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.history import Commit, Event, Past
    from gov.items import Vocabulary

_SHOWN = 60


@rule("info", needs=("history",))
def stalled_task(facts: Facts) -> Iterator[Draft]:
    """A task is in progress, and nothing has happened to it for a long time.

    Others wait for it, or do it again (CONST-P10). Most often it is done, blocked or given up, and its status
    does not say so.

    Cure it by setting the status to the truth. What counts is a commit that changed its title, status or
    criteria, or that names the task. `[freshness] stalled-after` is the number of days, 30 without it.

    Fails at tasks.md:3:13:

    ```markdown tasks.md at 2026-01-31
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown tasks.md at 2026-02-28
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    Passes:

    ```markdown tasks.md at 2026-05-20
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```
    """
    past = facts.past
    if past is None:
        return
    after = facts.project.configuration.freshness.stalled_after
    quiet = [
        item for item in facts.project.of_kind("task")
        if item.phase == "running" and (events := past.events.get(item.id)) and events[-1].what != "removed"
        and (facts.today - events[-1].commit.when.date()).days > after
    ]  # fmt: skip
    if not quiet:
        return
    named = _naming(past, facts.project.reader.vocabulary)
    for item in quiet:
        event = past.events[item.id][-1]
        commit, what = event.commit, _told(event)
        naming = named.get(item.id)
        if naming is not None and naming.when > commit.when:
            commit, what = naming, f"{naming.id[:7]} ({naming.subject[:_SHOWN]}) named it"
        day = commit.when.date()
        if (facts.today - day).days > after:
            status, long = item.status.name if item.status else "", days_between(day, facts.today)
            yield Draft(
                status_place(item),
                f"{item.id} is {status}, and nothing has happened to it for {long}: on {day} {what}",
                f"Set its status to the truth. More than {after} days count as stalled.",
                item.id,
                about=(item.id,),
            )


def _naming(past: Past, vocabulary: Vocabulary) -> dict[str, Commit]:
    """The last commit whose message names each item."""
    found: dict[str, Commit] = {}
    for commit in (*past.commits, *(past.since or ())):
        for token in vocabulary.tokens(commit.message):
            known = found.get(token.id)
            if known is None or commit.when > known.when:
                found[token.id] = commit
    return found


def _told(event: Event) -> str:
    commit = f"{event.commit.id[:7]} ({event.commit.subject[:_SHOWN]})"
    before, after = event.before[:_SHOWN], event.after[:_SHOWN]
    if event.what == "status":
        return f"{commit} changed its status from {before or 'none'} to {after or 'none'}"
    if event.what == "criterion":
        return f"{commit} changed a criterion from {before or 'none'!r} to {after or 'none'!r}"
    if event.what == "criterion-moved":
        return f"{commit} gave its criteria other numbers"
    if event.what == "retitled":
        return f"{commit} renamed it from {before!r} to {after!r}"
    if event.what == "moved":
        return f"{commit} moved it from {before} to {after}"
    return f"{commit} declared it"
