"""ENF-014.identifier-as-url."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, rule
from gov.rules.enf_014_links._destinations import links_of, place_of_target
from gov.text.anchors import heading_anchors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item
    from gov.project import Document, Project
    from gov.text import Place


@rule("warning", fix="safe")
def identifier_as_url(facts: Facts) -> Iterator[Draft]:
    """A link's target is an item's identifier, which no reader's program can open.

    On GitHub, in an editor and in a built site the link leads to a file that does not exist (CONST-P10). An
    identifier in plain text needs no link: it is one wherever this tool renders it.

    Cure it by linking the document and heading, which `--fix` does, or by writing the identifier without a
    link.

    Fails at tasks.md:3:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    See [above](TASK-001).
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    See [above](#task-001-sign-in).
    ```
    """
    project = facts.project
    for document in project.documents:
        for link in links_of(document):
            token = project.reader.vocabulary.token_at(link.target)
            if token is None or token.end != len(link.target) or project.tree.exists(link.target):
                continue
            place = place_of_target(document, link)
            found = project.by_id.get(token.id, ())
            fix = (
                _fix(project, document, place, found[0]) if len(found) == 1 and place.end < link.end else None
            )
            yield Draft(
                place, f"the link leads to {link.target}, which is an identifier and no address",
                fix.title if fix else "Link the document and heading, or write the identifier alone.",
                fix=fix, about=(token.id,),
            )  # fmt: skip


def _fix(project: Project, document: Document, place: Place, item: Item) -> Fix:
    path = ""
    if item.path != document.path:
        path = posixpath.relpath(item.path, posixpath.dirname(document.path) or ".").replace(" ", "%20")
    address = f"{path}#{_anchor(project.by_path[item.path], item)}"
    return Fix(f"Link {address}", (Edit(place, address),), is_safe=True)


def _anchor(document: Document, item: Item) -> str:
    """The anchor of the heading that declares an item: it works on every host, the identifier on few."""
    headings = document.outline.headings
    anchors = heading_anchors(heading.line.text for heading in headings)
    starts = item.place.start
    return next((a for a, h in zip(anchors, headings, strict=True) if h.start <= starts < h.end), item.id)
