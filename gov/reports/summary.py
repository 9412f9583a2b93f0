"""For the summary of a step: what `markdown` says, with room for more.

At most a million bytes, of which hosts take a summary: what does not fit is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.reports._in_markdown import in_markdown

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Verdict

__all__ = ["MOST_BYTES", "render"]

MOST_BYTES = 1_000_000


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict as Markdown for the summary of a step."""
    return in_markdown(verdict, context, MOST_BYTES, lambda text: len(text.encode("utf-8", "replace")))
