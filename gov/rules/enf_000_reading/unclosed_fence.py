"""ENF-000.unclosed-fence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_000_reading._swallowed import about_stretch, hanging, loses_items, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.text import Source


@rule("warning")
def unclosed_fence(facts: Facts) -> Iterator[Draft]:
    """A code fence is opened and never closed.

    Everything below it is code: items there are declared for whoever wrote them and for nobody else, so the
    chain of CONST-P10 tears without a word. Where an item is lost with it, or a reference hangs because of
    it, this is an error.

    Cure it by closing the fence with as many marks as opened it, on a line of their own.

    Fails at tasks.md:1:1:

    ````markdown tasks.md
    ```
    gov check

    ### TASK-001 Sign in
    ````

    Passes:

    ````markdown tasks.md
    ```
    gov check
    ```

    ### TASK-001 Sign in
    ````
    """
    project = facts.project
    missed = hanging(project)
    for document in project.documents:
        for block in document.outline.codes:
            if not block.closed:
                about = about_stretch(project, document, block.start, block.end)
                loses = loses_items(project, document, block.start, block.end)
                severity = "error" if loses else severity_of(about, missed)
                marks = _marks(document.source, block.start)
                place = document.source.place(block.start, block.start + len(marks))
                yield Draft(
                    place, f"the code fence {marks} is never closed: all that follows it is code",
                    f"Close it with a line {marks} where the code ends.",
                    about=about, severity=severity,
                )  # fmt: skip


def _marks(source: Source, start: int) -> str:
    data, end = source.data, start
    while data[end : end + 1] == data[start : start + 1]:
        end += 1
    return source.text(start, end)
