"""ENF-009.index-stale."""

from __future__ import annotations

import re
from posixpath import normpath
from typing import TYPE_CHECKING

from gov.dialects.adr import number_of
from gov.rulebook import Draft, Edit, Facts, Fix, Related, rule
from gov.text import Place, Source, read_outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item
    from gov.project import Project
    from gov.text import Link

_INDEXES = ("index.md", "README.md", "readme.md", "Readme.md")
_BULLET = re.compile(r"(\s{0,3}(?:[-*+]|[0-9]{1,9}[.)])\s{1,4})\[")
_SHOWN = 10
_ORDERED = re.compile(r"[0-9]")


@rule("warning", fix="safe")
def index_stale(facts: Facts) -> Iterator[Draft]:
    """The index of a folder of decisions lists some of them and not all.

    What the index leaves out is not found by those who begin there (CONST-P10).

    Cure it by adding the missing lines; `--fix` adds them after the last one of a list. An index is
    `index.md` or `README.md` beside the decisions; one that links to none of them is no list and is left
    alone.

    Fails at adr/index.md:3:1:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Accepted
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Context

    Clients need one way in.

    ## Decision

    REST over HTTP.

    ## Consequences

    Clients can be generated.
    ```

    ```markdown adr/ADR-0002-use-toml.md
    # ADR-0002: Use TOML

    **Status**: Accepted
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Context

    Clients need one way in.

    ## Decision

    TOML.

    ## Consequences

    Clients can be generated.
    ```

    ```markdown adr/index.md
    # Decisions

    - [ADR-0001: Use REST](ADR-0001-use-rest.md)
    ```

    Passes:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Accepted
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Context

    Clients need one way in.

    ## Decision

    REST over HTTP.

    ## Consequences

    Clients can be generated.
    ```

    ```markdown adr/ADR-0002-use-toml.md
    # ADR-0002: Use TOML

    **Status**: Accepted
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Context

    Clients need one way in.

    ## Decision

    TOML.

    ## Consequences

    Clients can be generated.
    ```

    ```markdown adr/index.md
    # Decisions

    - [ADR-0001: Use REST](ADR-0001-use-rest.md)
    - [ADR-0002: Use TOML](ADR-0002-use-toml.md)
    ```
    """
    project = facts.project
    folders: dict[str, list[Item]] = {}
    for item in project.of_kind("decision"):
        folders.setdefault(item.path.rpartition("/")[0], []).append(item)
    for folder, items in sorted(folders.items()):
        paths = {item.path for item in items}
        for name in _INDEXES:
            path = f"{folder}/{name}" if folder else name
            if path not in paths and len(paths) == len(items) and project.tree.exists(path):
                yield from _missing(path, items, project)
                break


def _missing(path: str, items: list[Item], project: Project) -> Iterator[Draft]:
    source = Source.read(path, project.tree.read(path))
    outline = read_outline(source)
    folder = path.rpartition("/")[0]
    targets = {
        normpath(f"{folder}/{link.target.partition('#')[0]}".lstrip("/")): link for link in outline.links
    }
    listed = [item for item in items if item.path in targets]
    if not listed:
        return
    mentioned = {token.id for token in project.reader.vocabulary.tokens(source.body)}
    unlisted = [item for item in items if item.path not in targets and item.id not in mentioned]
    if not unlisted:
        return
    last = max((targets[item.path] for item in listed), key=lambda link: link.start)
    names = ", ".join(item.id for item in unlisted[:_SHOWN])
    if len(unlisted) > _SHOWN:
        names += f" and {len(unlisted) - _SHOWN} more"
    yield Draft(
        _line_of(last, source),
        f"{path} lists {len(items) - len(unlisted)} of {len(items)} decisions; missing: {names}",
        "Add a line for each.",
        related=tuple(Related(item.place, f"{item.id} is not listed") for item in unlisted),
        fix=None if any(_is_disputed(item) for item in unlisted) else _with_lines(last, unlisted, source),
        about=tuple(item.id for item in unlisted),
    )


def _is_disputed(item: Item) -> bool:
    """Whether the name of its file gives a decision another number: one of the two is about to change."""
    return number_of(item.path) not in {None, item.number}


def _line_of(link: Link, source: Source) -> Place:
    line = source.position(link.start).line
    start = source.offset_of_line(line)
    return Place(source.path, start, max(link.end, start))


def _with_lines(last: Link, unlisted: list[Item], source: Source) -> Fix | None:
    """Lines like the last one of the list, where the list is one of links with bullets."""
    number = source.position(last.start).line
    text = source.line_text(number)
    bullet = _BULLET.match(text)
    if bullet is None or _ORDERED.search(bullet.group(1)):
        return None
    at = source.offset_of_line(number) + len(text.encode("utf-8"))
    if source.data.startswith(b"\xef\xbb\xbf") and number == 1:
        return None
    end = "\r\n" if source.data[at : at + 2] == b"\r\n" else "\n"
    lines = [f"{end}{bullet.group(1)}[{i.id}: {i.title}]({i.path.rpartition('/')[2]})" for i in unlisted]
    return Fix(
        "List the missing decisions", (Edit(Place(source.path, at, at), "".join(lines)),), is_safe=True
    )
