"""ENF-000.nested-declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.items import declaration
from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_000_reading._lost import about_lost, lost_below_no_heading
from gov.rules.enf_000_reading._swallowed import hanging, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def nested_declaration(facts: Facts) -> Iterator[Draft]:
    """An item's heading stands inside a list or a quote, where it declares nothing.

    What is quoted or listed is a mention or a sample, so the item does not exist, however much its heading
    looks like one (CONST-P10). A quote that nothing hangs on is left alone: quoting says that the text is
    somebody else's. Where a reference hangs because of it, or the fields of an item stand below one in a
    list, this is an error. A quote whose fields follow outside of it is an undeclared heading.

    Cure it by moving the heading to the left margin, outside the list or quote.

    Fails at tasks.md:3:7:

    ```markdown tasks.md
    ## Backlog

    - ### TASK-001 Sign in
    ```

    Passes:

    ```markdown tasks.md
    ## Backlog

    ### TASK-001 Sign in
    ```
    """
    project = facts.project
    missed = hanging(project)
    for document in project.documents:
        if not document.outline.marked:
            continue
        lost = {title.start: title for title in lost_below_no_heading(document, project)}
        for block in document.outline.headings:
            if not block.depth or (block.quoted and block.start in lost):
                continue
            declared = declaration(block._replace(depth=0), document.source, project.reader)
            if declared is None or declared.id in project.by_id:
                continue
            about: tuple[str, ...] = (f"path:{document.path}", declared.id, f"kind:{declared.kind}")
            severity = "error" if block.start in lost else severity_of(about, missed)
            owner = next((i for i in document.items if i.body.start < block.start < i.body.end), None)
            if owner is not None:
                about = (*about, f"fields:{owner.id}")
            if block.start in lost:
                about = (*about, *about_lost(document, project, block.start, block.level))
            if block.quoted and severity is None:
                continue
            where = "a quote" if block.quoted else "a list"
            yield Draft(
                declared.place, f"{declared.id} stands inside {where}, where a heading declares nothing",
                f"Move the heading out of {where}.", about=about, severity=severity,
            )  # fmt: skip
