"""What Material's search finds in governed documents: one entry a heading, within a budget.

The theme's own indexing reads the HTML of each page again, which takes longer than everything else, and
the index is fetched whole by the browser. The default theme's search keeps its own ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Protocol

from gov_mkdocs.sharing import cut, even_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.config.defaults import MkDocsConfig

__all__ = ["Entry", "add_entries"]

BUDGET = 1_200_000
# The theme reads TASK-002 as two words: without weight, a rule called ENF-002 would come before the item.
ITEM_WEIGHT = 4
# What an entry costs beside its words: braces, names of keys, quotes.
_FRAME = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that search can lead to: address from the site's root, title, words, whether it is an item."""

    location: str
    title: str
    words: str
    is_item: bool = False


class _Index(Protocol):
    entries: list[dict[str, object]]


def add_entries(config: MkDocsConfig, entries: Sequence[Entry]) -> None:
    """Add entries to the index of Material's search; nothing where another search is used."""
    plugin = next(
        (found for name, found in config.plugins.items() if name in {"search", "material/search"}), None
    )
    index: _Index | None = getattr(plugin, "search_index", None)
    if index is None or not isinstance(getattr(index, "entries", None), list):
        return
    room = BUDGET - sum(len(entry.location) + len(entry.title) + _FRAME for entry in entries)
    each = even_share([len(entry.words) for entry in entries], max(0, room))
    for entry in entries:
        index.entries.append({
            "location": entry.location,
            "title": escape(entry.title, quote=False),
            "text": escape(cut(entry.words, each), quote=False),
            **({"boost": ITEM_WEIGHT} if entry.is_item else {}),
        })  # fmt: skip
