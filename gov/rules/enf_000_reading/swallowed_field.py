"""ENF-000.swallowed-field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.items.fields import fields_of_lines
from gov.rulebook import Draft, Edit, Facts, Fix, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document, Project


@rule("warning", fix="unsafe")
def swallowed_field(facts: Facts) -> Iterator[Draft]:
    """A field stands directly above a line of dashes and so becomes a heading.

    In Markdown, `---` right below text makes that text a heading: the field is gone, and the item that it
    belongs to ends there for want of it (CONST-P10). The author meant a rule between two items.

    Cure it with an empty line between the field and the dashes, which `--unsafe-fixes` puts there.

    Fails at tasks.md:3:3:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    ---
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started

    ---
    ```
    """
    project = facts.project
    names = project.reader.names
    for document in project.documents:
        for block in document.outline.headings:
            if not block.line.strongs or block.depth:
                continue
            found = next((f for f in fields_of_lines((block.line,), names, document.path) if f.key), None)
            data = document.source.data
            if found is None or data[block.start : block.end].lstrip()[:1] == b"#":
                continue
            underline = data[block.start : block.end].rstrip().decode("utf-8", "replace")[-1]
            yield Draft(
                found.label_place,
                f"the field {found.label} is a heading, for a line of {underline} stands right below it",
                f"Put an empty line above the line of {underline}.",
                fix=_fix(document, block.start, block.end), about=_about(project, document, block.start),
            )  # fmt: skip


def _about(project: Project, document: Document, offset: int) -> tuple[str, ...]:
    """The item that lost the field, and every kind that it may have named."""
    owner = next((item for item in document.items if item.body.start < offset <= item.body.end), None)
    if owner is None:
        return (f"path:{document.path}",)
    kinds = project.configuration.kinds[owner.kind].references
    return (f"path:{document.path}", owner.id, *(f"kind:{kind}" for kind in kinds))


def _fix(document: Document, start: int, end: int) -> Fix:
    source = document.source
    trimmed = start + len(source.data[start:end].rstrip())
    line = source.offset_of_line(source.position(trimmed - 1).line)
    ending = "\r\n" if source.data[:line].endswith(b"\r\n") else "\n"
    return Fix("Put an empty line above the dashes", (Edit(source.place(line, line), ending),), is_safe=False)
