"""What the rules about commits look for in a commit's message, and where their findings stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.items import says_nothing, spoken_lines
from gov.project import Globs
from gov.rulebook.declarations import is_kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.history import Commit
    from gov.items import Token
    from gov.project import Project
    from gov.rulebook import Facts

__all__ = [
    "claimed", "is_declared", "is_excuse", "is_exempt", "is_merge_or_revert", "no_task_reason", "shown",
    "unexcused",
]  # fmt: skip

_REVERT = re.compile(r"(?:Revert|Reapply) \"")
_REVERTED = re.compile(r"^This reverts commit [0-9a-f]{7,64}", re.MULTILINE)
_TASK = re.compile(r"Tasks?[ \t]*[:=#][ \t]*(\S.*)", re.IGNORECASE)
_NO_TASK = re.compile(r"No-Task\b[ \t]*:?(.*)", re.IGNORECASE)
_SHOWN = 60


def shown(commit: Commit) -> str:
    """A commit in a sentence: its short id and its subject."""
    subject = commit.subject
    return f"{commit.id[:7]} ({subject if len(subject) <= _SHOWN else subject[:_SHOWN] + '...'})"


def is_merge_or_revert(commit: Commit) -> bool:
    """Whether a commit joins others, or undoes one: then those say what it serves."""
    return (
        len(commit.parents) > 1
        or _REVERT.match(commit.subject) is not None
        or _REVERTED.search(commit.message) is not None
    )


def unexcused(facts: Facts) -> Iterator[Commit]:
    """The commits that the base does not have, oldest first, merges and reverts left out.

    None of a change that need not name a task: its commits need not either.
    """
    if facts.change is not None and facts.change.exemption is not None:
        return iter(())
    return (commit for commit in reversed(facts.commits or ()) if not is_merge_or_revert(commit))


def claimed(commit: Commit, project: Project) -> tuple[Token, ...]:
    """The identifiers in the subject and the `Task:` lines of a message, each once, misspelt ones included.

    Quotes, samples of code and comments name nothing.

    Only of kinds that the project keeps: of others nobody could say whether they are declared.
    """
    vocabulary = project.reader.vocabulary
    lines = spoken_lines(commit.message)
    subject = next((text for number, text in lines if number == 1), "")
    found: dict[str, Token] = {token.written: token for token in vocabulary.tokens(subject)}
    for match in filter(None, (_TASK.match(text) for _, text in lines)):
        value = match.group(1)
        tokens = list(vocabulary.tokens(value))
        taken = {token.start for token in tokens}
        tokens += (token for token in vocabulary.near_tokens(value) if token.start not in taken)
        for token in tokens:
            found.setdefault(token.written, token)
    return tuple(token for token in found.values() if is_kept(project, token.kind))


def is_declared(identifier: str, facts: Facts) -> bool:
    """Whether a document declares an identifier, or declared it once: a commit speaks of its own day."""
    return (
        identifier in facts.project.by_id
        or identifier in facts.project.formerly
        or (facts.base is not None and identifier in facts.base.by_id)
        or (facts.past is not None and identifier in facts.past.events)
    )


def is_excuse(reason: str) -> bool:
    """Whether a reason is one; a word that stands for nothing is told by another rule."""
    return not says_nothing(reason)


def no_task_reason(commit: Commit) -> str | None:
    """The reason that a message gives for serving no task, empty where none; None without No-Task."""
    found = filter(None, (_NO_TASK.match(text) for _, text in spoken_lines(commit.message)))
    return next((match.group(1).strip() for match in found), None)


def is_exempt(commit: Commit, patterns: tuple[str, ...]) -> bool:
    """Whether every file that a commit changed is among those that need no task, as far as is known."""
    if not patterns or not commit.files:
        return False
    globs = Globs.of_texts(patterns)
    return all(map(globs.covers, commit.files))
