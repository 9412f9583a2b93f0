"""The change request that a commit came with, as far as its message tells.

Code hosts say it in the subject (`Merge pull request #12 from ada/side`, `Sign users in (#12)`,
`Merged PR 12: Sign users in`), GitLab in a line of its own (`See merge request ada/shop!12`). Anybody can
write the same: it is told as what the commit says, and nothing is judged by it.
"""

from __future__ import annotations

import re

__all__ = ["request_of"]

_NUMBER = r"([1-9][0-9]{0,17})"
_SUBJECTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"Merge pull request #{_NUMBER} from \S.{{0,500}}",
        rf"Merge pull request '.{{1,500}}' \(#{_NUMBER}\) from \S.{{0,500}}",
        rf"Merged in \S{{1,300}} \(pull request #{_NUMBER}\)",
        rf"Merged PR {_NUMBER}: .{{0,500}}",
    )
)
_SQUASHED = re.compile(rf"(.{{0,500}}) \(([#!]){_NUMBER}\)")
# `Closes (#12)`, `Relates to (#12)`, `Part of issue (#12)`: it is the number of an issue.
_OF_ISSUES = frozenset((
    "close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved", "see", "ref",
    "refs", "to", "of", "for", "with", "issue",
))  # fmt: skip
_GITLAB = re.compile(rf"See merge request \S{{0,300}}!{_NUMBER}")


def request_of(message: str) -> str:
    """The number of the request, as `#12` or, of GitLab's, `!12`; empty where the message names none."""
    lines = message.strip().split("\n")
    subject = lines[0].rstrip()
    for pattern in _SUBJECTS:
        merged = pattern.fullmatch(subject)
        if merged:
            return f"#{merged[1]}"
    # Trailers may follow.
    for line in reversed(lines[1:]):
        gitlab = _GITLAB.fullmatch(line.rstrip())
        if gitlab:
            return f"!{gitlab[1]}"
    squashed = _SQUASHED.fullmatch(subject)
    if squashed is None or squashed[1].rpartition(" ")[2].rstrip(":,").lower() in _OF_ISSUES:
        return ""
    return f"{squashed[2]}{squashed[3]}"
