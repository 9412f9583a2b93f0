"""For a comment: the verdict in a line, a table of findings, and the rest folded; of a change its summary.

At most 65,000 characters, of which hosts take a comment: what does not fit is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.reports._in_markdown import in_markdown

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Verdict

__all__ = ["MOST_CHARACTERS", "render"]

MOST_CHARACTERS = 65_000


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict as Markdown for a comment beside a change."""
    return in_markdown(verdict, context, MOST_CHARACTERS)
