"""For programs: one JSON object, version 1 of the published schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gov.metrics.census import census
from gov.text import printable_json

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Finding, Location, Verdict

__all__ = ["SCHEMA_VERSION", "render"]

SCHEMA_VERSION = 1


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict as JSON."""
    project = verdict.project
    counts = census(project)
    value = {
        "version": SCHEMA_VERSION,
        "passed": not verdict.fails(context.threshold) and not verdict.failures,
        "advisory": project.configuration.is_advisory,
        "documents": counts.documents,
        "items": counts.items,
        "kinds": dict(counts.by_kind),
        "criteria": counts.criteria,
        "criteria_ticked": counts.ticked,
        "references": counts.references,
        "dependencies": counts.dependencies,
        "supersessions": counts.supersessions,
        "rules_run": list(verdict.rules_run),
        "rules_not_run": [{"code": entry.code, "reason": entry.reason} for entry in verdict.rules_not_run],
        "findings": [_finding(finding, verdict) for finding in verdict.findings],
        "findings_elsewhere": context.elsewhere,
        "suppressed": [
            {**_finding(entry.finding, verdict), "reason": entry.suppression.reason}
            for entry in verdict.suppressed
        ],
        "failures": [{"code": failure.code, "error": failure.error} for failure in verdict.failures],
    }
    return printable_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _finding(finding: Finding, verdict: Verdict) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        **_location(finding.location),
        "item": finding.item or None,
        "help": finding.help,
        "related": [{**_location(location), "message": message} for location, message in finding.related],
        "fix": _fix(finding, verdict),
    }


def _location(location: Location) -> dict[str, object]:
    return {
        "path": location.path,
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
    }


def _fix(finding: Finding, verdict: Verdict) -> dict[str, object] | None:
    if finding.fix is None:
        return None
    edits = []
    for edit in finding.fix.edits:
        document = verdict.project.by_path.get(edit.place.path)
        where = type(finding.location).of(edit.place, document.source if document else None)
        edits.append({**_location(where), "text": edit.text})
    return {"title": finding.fix.title, "safe": finding.fix.is_safe, "edits": edits}
