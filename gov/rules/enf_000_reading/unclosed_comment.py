"""ENF-000.unclosed-comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_000_reading._swallowed import about_stretch, follows, hanging, loses_items, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def unclosed_comment(facts: Facts) -> Iterator[Draft]:
    """An HTML comment is opened and never closed, and hides what follows it.

    No reader sees what stands below it, and no item there counts, so the chain of CONST-P10 tears without a
    word. Where an item is lost with it, or a reference hangs because of it, this is an error. A comment that
    hides nothing but itself is left alone.

    Cure it by closing the comment with `-->` where the note ends.

    Fails at tasks.md:1:1:

    ```markdown tasks.md
    <!-- reviewed in May

    ### TASK-001 Sign in
    ```

    Passes:

    ```markdown tasks.md
    <!-- reviewed in May -->

    ### TASK-001 Sign in
    ```
    """
    project = facts.project
    missed = hanging(project)
    for document in project.documents:
        for comment in document.outline.comments:
            if not comment.closed and follows(document, comment.start):
                about = about_stretch(project, document, comment.start, comment.end)
                loses = loses_items(project, document, comment.start, comment.end)
                severity = "error" if loses else severity_of(about, missed)
                yield Draft(
                    document.source.place(comment.start, comment.start + len("<!--")),
                    "the comment is never closed: nobody sees what follows it",
                    "Close it with --> where it ends.", about=about, severity=severity,
                )  # fmt: skip
