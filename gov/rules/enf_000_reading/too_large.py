"""ENF-000.too-large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_000_reading._swallowed import about_declared
from gov.text import MAXIMUM_BYTES, MAXIMUM_EVENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

# What is larger than this is not even searched for the identifiers that are lost with it.
_SEARCHED = 4 * MAXIMUM_BYTES


@rule("error")
def too_large(facts: Facts) -> Iterator[Draft]:
    r"""A governed file is larger than what is read of one.

    A file over 1 MiB, or of more than 500,000 pieces of Markdown, is not parsed: nobody reads it to its end,
    and reading it could stop every pipeline. Whatever it declares is missing from the chain (CONST-P10).
    References to what its headings declare are not reported as well; what is wrong in other files is.

    Cure it by splitting the file, or exclude it in `[project]` where it is no document.

    Fails at tasks.md:1:1:

    ```bytes tasks.md
    ### TASK-001 Sign in

    \x41{1048576}
    ```

    Passes:

    ```bytes tasks.md
    ### TASK-001 Sign in

    \x41{1024}
    ```
    """
    for document in facts.project.documents:
        source = document.source
        if source.too_large:
            message = (
                f"{document.path} holds {len(source.data)} bytes, more than the {MAXIMUM_BYTES} that are read"
            )
        elif document.outline.too_many_events:
            message = f"{document.path} holds more than the {MAXIMUM_EVENTS} pieces of Markdown that are read"
        else:
            continue
        known = about_declared(facts.project, source.data) if len(source.data) <= _SEARCHED else ("blind",)
        about = (f"path:{document.path}", *known)
        yield Draft(source.place(0, 0), message, "Split the file.", about=about)
