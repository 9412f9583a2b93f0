"""The Markdown that governed documents are written in: CommonMark and some of GitHub's.

That is tables, task lists, strike-through and footnotes.

This package is the only home of pyromark. Its own front-matter option stays off: it would let a pair of `---`
lines in mid-document swallow the heading between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyromark import Options, events_with_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyromark.event import Event, Range  # noqa: TC004 - handed on for type hints alone

__all__ = ["MAXIMUM_EVENTS", "OPTIONS", "Event", "Range", "events"]

OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_GFM
)
MAXIMUM_EVENTS = 500_000


def events(body: str) -> Iterator[tuple[Event, Range]]:
    """Parse a text into events, each with its byte range in the text's UTF-8 form."""
    return events_with_range(body, options=OPTIONS)
