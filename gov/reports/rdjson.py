"""For reviewdog: its diagnostic format, with fixes that a reviewer can take over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gov.reports._record import source_of
from gov.reports._workspace import prefix
from gov.text import printable, printable_json

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Finding, Verdict
    from gov.text import Place

__all__ = ["SHOWS_FIXES", "render"]

SHOWS_FIXES = True

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(verdict: Verdict, context: Context) -> str:
    """Write the findings of a verdict as one DiagnosticResult."""
    way = prefix(context.root)
    value = {
        "source": {"name": "govtrace"},
        "diagnostics": [_diagnostic(finding, verdict, way) for finding in verdict.findings],
    }
    return printable_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _diagnostic(finding: Finding, verdict: Verdict, way: str) -> dict[str, object]:
    text = finding.message + (f"\n{finding.help}" if finding.help else "")
    diagnostic: dict[str, object] = {
        "message": "\n".join(map(printable, text.split("\n"))),
        "location": _location(finding.draft.place, verdict, way),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }
    if finding.draft.related:
        diagnostic["related_locations"] = [
            {"message": printable(other.message), "location": _location(other.place, verdict, way)}
            for other in finding.draft.related
        ]
    # Several suggestions are several cures to it: a fix in more than one place cannot be one.
    if finding.fix and [edit.place.path for edit in finding.fix.edits] == [finding.location.path]:
        (edit,) = finding.fix.edits
        diagnostic["suggestions"] = [{"range": _range(edit.place, verdict), "text": edit.text}]
    return diagnostic


def _location(place: Place, verdict: Verdict, way: str) -> dict[str, object]:
    return {"path": way + place.path, "range": _range(place, verdict)}


def _range(place: Place, verdict: Verdict) -> dict[str, object]:
    """Lines, and columns that count bytes, as reviewdog's do."""
    source = source_of(place, verdict)
    if source is None:
        start = {"line": 1, "column": 1}
        return {"start": start, "end": start}
    ends = []
    for offset in (min(place.start, len(source.data)), min(place.end, len(source.data))):
        line = source.position(offset).line
        ends.append({"line": line, "column": offset - source.offset_of_line(line) + 1})
    return {"start": ends[0], "end": ends[1]}
