"""Changes that need not name a task, each proven by the host or by the trees, never by words.

Bots are known by the event of the host, merges and reverts by what they come to, and paths by the settings
that the base has. Every exemption is reported with who and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.project import Globs

if TYPE_CHECKING:
    from collections.abc import Callable

    from gov.change.claims import Claims
    from gov.change.model import ChangeRequest
    from gov.config import ChangeSettings
    from gov.history import Commit

__all__ = ["Exemption", "exemption_of"]


class Exemption(NamedTuple):
    """Why a change need not name a task, and who it is from, empty where nobody knows."""

    reason: Literal["bot", "merge", "revert", "paths"]
    why: str
    who: str


def exemption_of(
    request: ChangeRequest,
    claims: Claims,
    settings: ChangeSettings,
    *,
    is_clean_merge: Callable[[Commit], bool],
    undone_by: Callable[[Commit], str],
) -> Exemption | None:
    """The first exemption that holds, or none.

    `is_clean_merge` and `undone_by` ask git; they are called only where nothing else decides.
    """
    who = request.author or ""
    if request.author_kind == "bot" and who in settings.bots and _is_alone(request, who, is_clean_merge):
        why = f"{who} is a bot by the word of {request.host}, and among those in the settings"
        return Exemption("bot", why, who)
    if claims.no_task and _covers_all(request, settings.exempt_paths):
        why = f"every changed file is among the exempt paths, and it says why: {claims.no_task}"
        return Exemption("paths", why, who)
    if not request.commits:
        return None
    merges = [commit for commit in request.commits if len(commit.parents) > 1]
    others = [commit for commit in request.commits if len(commit.parents) <= 1]
    if not all(map(is_clean_merge, merges)):
        return None
    if not others:
        return Exemption("merge", "its commits are merges that bring nothing of their own", who)
    undone = [undone_by(commit) for commit in others]
    if all(undone):
        named = ", ".join(name[:7] for name in reversed(undone))
        return Exemption("revert", f"it takes back {named}, wholly and nothing else", who)
    return None


def _is_alone(request: ChangeRequest, who: str, is_clean_merge: Callable[[Commit], bool]) -> bool:
    """Whether nobody else says of a commit that it is theirs: people push to the branches of bots as well."""
    others = (commit for commit in request.commits or () if commit.author != who)
    return all(map(is_clean_merge, others))


def _covers_all(request: ChangeRequest, patterns: tuple[str, ...]) -> bool:
    """Whether every changed file is plain and matches a pattern; what changed has to be known."""
    if not patterns or not request.files:
        return False
    globs = Globs.of_texts(patterns)
    return all(file.is_plain and globs.covers(file.path) for file in request.files)
