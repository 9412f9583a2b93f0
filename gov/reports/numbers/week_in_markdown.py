"""The report of a week as Markdown, for an issue, a wiki or a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.reports._escaped import safe
from gov.reports.numbers.week_in_words import report_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.metrics.week import Week
    from gov.reports.numbers.week_in_words import Part

__all__ = ["week_in_markdown"]


def week_in_markdown(week: Week) -> str:
    """Write it; what documents and commits hold stays text."""
    report = report_of(week)
    lines = [f"# {safe(report.title)}", "", f"{safe(report.summary)}."]
    if report.note:
        lines += ["", f"> {safe(report.note)}"]
    lines += ["", "| number | before | now | moved |", "|---|---|---|---|"]
    lines.extend(f"| {' | '.join(map(safe, number))} |" for number in report.numbers)
    for part in report.parts:
        lines += ["", *_part(part)]
    return "\n".join(lines) + "\n"


def _part(part: Part) -> Iterator[str]:
    yield f"## {part.title} ({part.total})"
    yield ""
    if not part.lines:
        yield part.empty
    for line in part.lines:
        yield f"- **{safe(line.name)}** {safe(line.text)}"
    if part.more:
        yield f"- and {part.more} more"
