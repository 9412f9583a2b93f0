"""What a team remembers a day by: a release, another policy of the gate, another word of the constitution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.errors import GovError
from gov.project import DocumentReader
from gov.rulebook.principles import without_own_fields
from gov.text import printable

if TYPE_CHECKING:
    from datetime import datetime

    from gov.config import Configuration
    from gov.history import Commit
    from gov.history.revisions import Revisions
    from gov.project import Project

__all__ = ["Milestone", "milestones"]

MOST = 60
"""How many tags, and how many commits to the settings or the constitution, are looked at: the newest."""

_SETTINGS = ("gov.toml", "pyproject.toml")
_NAMED = 6


class Milestone(NamedTuple):
    """Something that happened on a day, in a few words that stand for themselves."""

    when: datetime
    kind: Literal["release", "policy", "amendment"]
    words: str


def milestones(found: Revisions, project: Project) -> tuple[Milestone, ...]:
    """Those up to the newest commit, oldest first.

    A commit changes the policy where the settings say something else after it, whatever it did to their
    text; it amends where a principle has other words, or is new or gone.
    """
    told = [Milestone(when, "release", f"tag {printable(name)}") for name, when in found.tags("HEAD", MOST)]
    constitution = project.constitution
    path = constitution.path if constitution is not None else ""
    commits = found.changes_of(filter(None, (*_SETTINGS, path)))[-MOST:]
    settings: Configuration | None = None
    said: dict[str, str] | None = None
    for commit, changed in commits:
        now = _settings(found, commit) if changed & set(_SETTINGS) else None
        if now is not None:
            if settings is not None and now != settings:
                told.append(Milestone(commit.when, "policy", "policy changed"))
            settings = now
        says = _principles(found, commit, path, project) if path in changed else None
        if says is not None:
            if said is not None and says != said:
                told.append(Milestone(commit.when, "amendment", _amended(said, says)))
            said = says
    return tuple(sorted(told, key=lambda one: (one.when, one.words)))


def _settings(found: Revisions, commit: Commit) -> Configuration | None:
    """The settings after a commit; None where they could not be read then."""
    try:
        return found.configuration(commit.id)
    except (GovError, OSError):
        return None


def _principles(found: Revisions, commit: Commit, path: str, project: Project) -> dict[str, str] | None:
    """What each principle says after a commit; None where the constitution could not be read then."""
    try:
        data = found.tree(commit.id).read(path)
    except (GovError, OSError):
        return None
    document = DocumentReader(project.configuration).document(path, data)
    if document is None:
        return {}
    words = {}
    for item in document.items:
        if item.kind == "principle":
            text = document.source.data[item.body.start : item.body.end].decode("utf-8", "replace")
            words[item.id] = " ".join([item.title, *without_own_fields(text).split()])
    return words


def _amended(before: dict[str, str], after: dict[str, str]) -> str:
    """Which principles were changed, added or taken out."""
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"amended {', '.join(map(printable, names[:_NAMED]))}{more}"
