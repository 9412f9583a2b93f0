"""For GitLab: a Code Quality report, shown in merge requests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gov.reports._fingerprinted import fingerprinted
from gov.reports._workspace import prefix
from gov.text import printable, printable_json

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Finding, Verdict

__all__ = ["render"]

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(verdict: Verdict, context: Context) -> str:
    """Write the findings of a verdict; of those with equal fingerprints GitLab would show one alone."""
    way = prefix(context.root)
    value = [_issue(finding, mark, way) for finding, mark in fingerprinted(verdict).findings]
    return printable_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _issue(finding: Finding, fingerprint: str, way: str) -> dict[str, object]:
    place = finding.location
    issue: dict[str, object] = {
        "type": "issue",
        "check_name": finding.code,
        "description": printable(finding.message),
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": fingerprint,
        "location": {
            "path": way + place.path,
            "lines": {"begin": place.line, "end": place.end_line},
            "positions": {
                "begin": {"line": place.line, "column": place.column},
                "end": {"line": place.end_line, "column": place.end_column},
            },
        },
    }
    if finding.help:
        issue["content"] = {"body": printable(finding.help)}
    return issue
