"""ENF-000.unreadable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def unreadable(facts: Facts) -> Iterator[Draft]:
    r"""A governed file cannot be opened, or holds bytes that are no text.

    Governed documents are UTF-8. Where a byte is not, or a NUL stands between the letters, editors, git and
    this tool each show something else, and what nobody sees alike cannot be traced (CONST-P10). The first
    such byte of a file is named; the rest of the file is read all the same.

    Cure it by saving the file as UTF-8 without a NUL in it: most editors call this "Save with encoding".

    Fails at tasks.md:1:19:

    ```bytes tasks.md
    ### TASK-001 Sign \x00in
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in
    ```
    """
    for document in facts.project.documents:
        source = document.source
        about = (f"path:{document.path}",)
        if source.problem:
            message = f"{document.path} cannot be opened: {source.problem}"
            yield Draft(source.place(0, 0), message, "Give read access to it, or exclude it.", about=about)
        elif source.bad_bytes:
            bad = source.bad_bytes[0]
            place = source.place(bad.offset, bad.offset + 1)
            message = f"{document.path} is not UTF-8 text: {bad.reason} at offset {bad.offset}"
            yield Draft(place, message, "Save the file as UTF-8.", about=about)
