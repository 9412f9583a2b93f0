"""ENF-011.bypass-marker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.items import says_nothing
from gov.rulebook import Draft, Facts, rule
from gov.rulebook.anchoring import anchor
from gov.rules.enf_011_code_and_commits._messages import is_merge_or_revert, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTED = re.compile(r"`[^`\n]*`|\"[^\"\n]*\"")
_MARKER = re.compile(
    r"\[(?:skip|no|bypass|ignore)[ _-]gov(?:ernance)?\]|\[gov(?:ernance)?[ _-](?:skip|bypass|ignore)\]"
    r"|(?<![\w-])--no-verify(?![\w-])"
    r"|^skip-gov(?:ernance)?[ \t]*:.{0,60}"
    r"|^No-Task\b[ \t]*:?(?P<reason>[^\r\n]*)",
    re.IGNORECASE | re.MULTILINE,
)


@rule("warning", needs=("commits",))
def bypass_marker(facts: Facts) -> Iterator[Draft]:
    """A commit asks to be let past the checks.

    No check of this tool obeys such words: it would be a way out that everybody can write (CONST-P10). But
    somebody wanted out, and a reviewer should know.

    Cure it by saying why instead: `No-Task: corrects a typing error`, which counts for files that need no
    task. What counts is `[skip-governance]`,
    `[skip gov]` and their like, `No-Task` without a reason, and `--no-verify`. Words in quotes or backticks
    are only spoken of, and a revert repeats the words of others: both are left alone.

    Fails at tasks.md:1:1:

    ```text COMMIT at 2026-01-31
    Sign users in [skip-governance]

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

    Passes:

    ```toml gov.toml
    [change]
    exempt-paths = ["*.md"]
    ```

    ```text COMMIT at 2026-01-31
    Correct a word

    No-Task: a typing error
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
    for commit in reversed(facts.commits or ()):
        if len(commit.parents) < 2 and is_merge_or_revert(commit):  # noqa: PLR2004 - a merge has two, and may ask too
            continue
        markers = dict.fromkeys(
            match.group().strip()
            for match in _MARKER.finditer(_QUOTED.sub(" ", commit.message))
            if match["reason"] is None or says_nothing(match["reason"])
        )
        if markers:
            named = ", ".join(repr(marker) for marker in markers)
            who = commit.author[:60] or "nobody"
            help_text = "Leave the words out, or say in the message why the checks had to wait."
            if any(marker.casefold().startswith("no-task") for marker in markers):
                help_text = "Say why it serves no task: No-Task: and the reason."
            yield Draft(
                anchor(facts),
                f"commit {shown(commit)} by {who} says {named}; it was checked all the same",
                help_text,
                about=(f"commit:{commit.id}",),
            )
