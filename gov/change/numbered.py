"""The change request that a commit came with, as far as its message tells.

Code hosts say it in the subject (`Merge pull request #12 from ada/side`, `Sign users in (#12)`,
`Merged PR 12: Sign users in`), GitLab in the last line (`See merge request ada/shop!12`). Anybody can write
the same: it is told as what the commit says, and nothing is judged by it.
"""

from __future__ import annotations

import re

__all__ = ["request_of"]

_NUMBER = r"([0-9]{1,18})"
_SUBJECTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"Merge pull request #{_NUMBER} from \S.{{0,500}}",
        rf"Merge pull request '.{{1,500}}' \(#{_NUMBER}\) from \S.{{0,500}}",
        rf"Merged in \S{{1,300}} \(pull request #{_NUMBER}\)",
        rf"Merged PR {_NUMBER}: .{{0,500}}",
    )
)
_SQUASHED = re.compile(rf".{{0,500}} \(([#!]){_NUMBER}\)")
_GITLAB = re.compile(rf"See merge request \S{{0,300}}!{_NUMBER}")


def request_of(message: str) -> str:
    """The number of the request, as `#12` or, of GitLab's, `!12`; empty where the message names none."""
    lines = message.strip().split("\n")
    subject, last = lines[0].rstrip(), lines[-1].rstrip()
    for pattern in _SUBJECTS:
        merged = pattern.fullmatch(subject)
        if merged:
            return f"#{merged[1]}"
    gitlab = _GITLAB.fullmatch(last) if len(lines) > 1 else None
    if gitlab:
        return f"!{gitlab[1]}"
    squashed = _SQUASHED.fullmatch(subject)
    return f"{squashed[1]}{squashed[2]}" if squashed else ""
