"""Which items of one kind are referred to by which of another: a page for each pair of kinds, and an index.

Most cells of a matrix are empty, so a page lists what is filled; a grid stands beside it while it is small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov_dashboards.parts import Cell, Column, Grid, Table
from gov_dashboards.wording import counted, verb
from gov_mkdocs.addresses import ITEMS, MATRIX, has_page_name, relative
from gov_mkdocs.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov.items import Item
    from gov_dashboards.parts import Chip
    from gov_mkdocs.site import Site

__all__ = ["matrix_pages"]

# A grid is read at a glance or not at all.
MOST_COLUMNS = 60
MOST_ROWS = 120
# Beyond this a cell, or a list of what is alone, says how many more there are.
NAMED = 500


class _Pair(NamedTuple):
    """Items of the kind that is referred to, of the kind that refers, and who refers to whom."""

    upper: str
    lower: str
    above: tuple[Item, ...]
    below: tuple[Item, ...]
    naming: dict[str, list[str]]

    @property
    def file(self) -> str:
        return f"matrix/{self.upper}-{self.lower}.md"


def matrix_pages(site: Site) -> tuple[Page, ...]:
    """Make the index of matrices, and each of them."""
    pairs = [pair for pair in _pairs(site) if has_page_name(f"{pair.upper}-{pair.lower}")]
    return (_index(site, pairs), *(_page(site, pair) for pair in pairs))


def _pairs(site: Site) -> list[_Pair]:
    """Every pair of kinds with a relation, and those that should have one, in the order of the kinds."""
    project = site.project
    of_kind: dict[str, list[Item]] = {}
    for item in project.graph.items.values():
        of_kind.setdefault(item.kind, []).append(item)
    naming: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    for resolution in project.graph.related("references"):
        source = project.graph.items.get(resolution.reference.source)
        target = project.graph.items.get(resolution.reference.target)
        if source is not None and target is not None and source is not target:
            tie = naming.setdefault((target.kind, source.kind), {})
            tie.setdefault(target.id, {})[source.id] = None
    kinds = project.configuration.kinds
    for lower, kind in kinds.items():
        for upper in kind.upstream:
            if upper in of_kind and lower in of_kind:
                naming.setdefault((upper, lower), {})
    order = {kind: place for place, kind in enumerate(kinds)}
    return [
        _Pair(
            upper, lower, _sorted(of_kind[upper]), _sorted(of_kind[lower]),
            {name: list(sources) for name, sources in naming[upper, lower].items()},
        )
        for upper, lower in sorted(naming, key=lambda pair: (order[pair[0]], order[pair[1]]))
    ]  # fmt: skip


def _sorted(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (item.number, item.id)))


def _index(site: Site, pairs: Sequence[_Pair]) -> Page:
    here = site.addresses.of_page(MATRIX)
    rows = []
    for pair in pairs:
        naming = {source for sources in pair.naming.values() for source in sources}
        rows.append((
            Cell(_title(site, pair), href=relative(site.addresses.of_page(pair.file), here)),
            Cell(str(sum(map(len, pair.naming.values())))),
            Cell(f"{len(pair.naming)} of {len(pair.above)}", value=str(len(pair.naming))),
            Cell(f"{len(naming)} of {len(pair.below)}", value=str(len(naming))),
        ))  # fmt: skip
    columns = (
        Column("pair", "Matrix"),
        Column("references", "References", numeric=True),
        Column("above", "Referred to", numeric=True),
        Column("below", "Referring", numeric=True),
    )
    table = Table("matrices", "Which kinds refer to which", columns, tuple(rows), filterable=False)
    body = site.fill(
        "matrices.html",
        index=relative(site.addresses.of_page(ITEMS), here),
        table=table if rows else None,
    )
    return Page(MATRIX, "Traceability matrix", body, words="Which items refer to which", wide=True)


def _page(site: Site, pair: _Pair) -> Page:
    here = site.addresses.of_page(pair.file)
    upper, lower = site.project.noun(pair.upper), site.project.noun(pair.lower)
    referring = {source for sources in pair.naming.values() for source in sources}
    unnamed = [item for item in pair.above if item.id not in pair.naming]
    silent = [item for item in pair.below if item.id not in referring]
    lead = (
        f"{counted(len(pair.above), upper)}, {counted(len(pair.below), lower)}, "
        f"{counted(sum(map(len, pair.naming.values())), 'reference')}."
    )
    alone = [
        (title, [site.chip(item.id, here) for item in items[:NAMED]], max(0, len(items) - NAMED))
        for title, items in (
            (f"{counted(len(unnamed), upper)} that no {lower} refers to", unnamed),
            (
                f"{counted(len(silent), lower)} that {verb(len(silent), 'refers', 'refer')} to no {upper}",
                silent,
            ),
        )
        if items
    ]
    body = site.fill(
        "matrix.html",
        index=relative(site.addresses.of_page(MATRIX), here),
        title=_title(site, pair),
        lead=lead,
        upper=upper,
        lower=lower,
        grid=_grid(site, pair, here),
        table=_table(site, pair, here) if pair.naming else None,
        alone=alone,
    )
    return Page(pair.file, _title(site, pair), body, words=lead, wide=True)


def _grid(site: Site, pair: _Pair, here: str) -> Grid | None:
    """Dots for a matrix that fits; only rows and columns in which one stands."""
    above = [item for item in pair.above if item.id in pair.naming]
    referring = {source for sources in pair.naming.values() for source in sources}
    below = [item for item in pair.below if item.id in referring]
    if not above or len(above) > MOST_COLUMNS or len(below) > MOST_ROWS:
        return None
    place = {item.id: at for at, item in enumerate(below)}
    filled = frozenset(
        (place[source], column) for column, item in enumerate(above) for source in pair.naming[item.id]
    )
    corner = f"{_capital(site.project.noun(pair.lower))} refers to"
    rows, columns = (tuple(site.chip(item.id, here) for item in side) for side in (below, above))
    return Grid(
        "grid", f"{_title(site, pair)}: who refers to whom", corner, rows, columns, filled, "refers to"
    )


def _table(site: Site, pair: _Pair, here: str) -> Table:
    upper, lower = site.project.noun(pair.upper), site.project.noun(pair.lower)
    rows = []
    for item in pair.above:
        sources = sorted(pair.naming.get(item.id, ()), key=lambda name: _place(site, name))
        if sources:
            more = f"and {len(sources) - NAMED} more" if len(sources) > NAMED else ""
            chips = tuple(site.chip(source, here) for source in sources[:NAMED])
            head: tuple[Chip, ...] = (site.chip(item.id, here),)
            rows.append((
                Cell(value=item.id, chips=head),
                Cell(item.title),
                Cell(str(len(sources))),
                Cell(more, value=str(len(sources)), chips=chips),
            ))  # fmt: skip
    columns = (
        Column("above", _capital(upper)),
        Column("title", "Title"),
        Column("count", "References", numeric=True),
        Column("below", f"Referred to by {lower}s", wide=True),
    )
    return Table("relations", f"{_title(site, pair)}, cell by cell", columns, tuple(rows))


def _place(site: Site, identifier: str) -> tuple[int, str]:
    return site.project.graph.items[identifier].number, identifier


def _title(site: Site, pair: _Pair) -> str:
    return f"{_capital(site.project.noun(pair.upper))}s \u00d7 {site.project.noun(pair.lower)}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
