"""ENF-004.too-large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.project import Globs
from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_004_pull_request_references._naming import about_change

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", needs=("files",))
def too_large(facts: Facts) -> Iterator[Draft]:
    """A change is larger than a reviewer can read.

    Beyond some hundreds of lines reviewers find little and wave much through (CONST-P8). Files that
    programs write are not counted; how many lines may be, and which files those are, are settings. A file
    that git takes for binary counts as well where, at its beginning or end, nine characters of ten are text:
    a NUL hides nothing. Pictures and the like count nothing, nor does such a file of more than 16 MB.

    Cure it by parting it: a task may be served by several changes.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira
    Files: A shop/auth.py +301 -0, A package-lock.json +9000 -0

    Task: TASK-001
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    Passes:

    ````text CHANGE
    Title: Sign users in
    Author: mira
    Files: A shop/auth.py +120 -20, A package-lock.json +9000 -0

    Task: TASK-001
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    change = facts.change
    if change is None or change.exemption is not None:
        return
    generated = Globs.of_texts(change.settings.generated)
    files = [
        file
        for file in change.request.files or ()
        if not generated.covers(change.request.in_project(file) or file.path)
    ]
    lines, most = sum(file.added + file.removed for file in files), change.settings.most_lines
    if lines > most:
        counted = "one file" if len(files) == 1 else f"{len(files):,} files"
        largest = max(files, key=lambda file: (file.added + file.removed, file.path))
        yield about_change(
            facts,
            f"{lines:,} lines change in {counted}, more than the {most:,} that a reviewer "
            f"can read; most of them in {largest.path}",
            "Part it into changes that can be read one after the other.",
        )
