"""The report of a week as a page of its own: one file that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.reports._pages import page
from gov.reports.numbers.week_in_words import report_of

if TYPE_CHECKING:
    from gov.metrics.week import Week

__all__ = ["week_in_html"]


def week_in_html(week: Week) -> str:
    """Write it; what documents and commits hold is text on it."""
    return page("week.html", report=report_of(week))
