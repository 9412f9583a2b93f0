"""Changes that need not name a task, each proven by the host or by the trees, never by words.

Bots are known by the event of the host and by nothing that a commit says; commits can only show that others
wrote on a bot's branch as well. Merges and reverts are known by what they come to, paths by the settings
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

__all__ = ["Exemption", "exemption_of", "is_listed_bot", "others_than"]


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
    if is_listed_bot(request, settings) and not others_than(request, is_clean_merge):
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


def is_listed_bot(request: ChangeRequest, settings: ChangeSettings) -> bool:
    """Whether the author is a bot by the word of the host, and among those in the settings."""
    return request.author_kind == "bot" and request.author in settings.bots


def others_than(request: ChangeRequest, is_clean_merge: Callable[[Commit], bool]) -> str:
    """Who else had a hand in the change of a bot, as a clause; empty where nobody did.

    The host says whose act it tells of: only the bot's own proves that the bot left its branch so. What
    commits say proves nothing, as anybody writes any name into them, but one that says it is another's is.
    Bots call themselves otherwise there (`Renovate Bot` for `renovate[bot]`), but never by two addresses.
    """
    bot = request.author or ""
    if request.acted_by not in {None, bot}:
        return f"the last to act on it, as {request.host} says, was {request.acted_by}"
    commits = request.commits or ()
    own = [commit for commit in commits if not (commit.parents[1:] and is_clean_merge(commit))]
    stem = bot.removesuffix("[bot]").casefold()
    for commit in own:
        if stem not in f"{commit.author} {commit.email}".casefold():
            return f"commit {commit.id[:7]} is by {commit.author}"
    if len({commit.email for commit in own}) > 1:
        return "its commits are by more than one address"
    return ""


def _covers_all(request: ChangeRequest, patterns: tuple[str, ...]) -> bool:
    """Whether every changed file is plain, in the project and matches a pattern; it has to be known."""
    if not patterns or not request.files:
        return False
    globs = Globs.of_texts(patterns)
    paths = [request.in_project(file) if file.is_plain else None for file in request.files]
    return all(path is not None and globs.covers(path) for path in paths)
