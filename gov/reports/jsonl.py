"""For programs that read line by line: a JSON object for each finding, then one that sums up.

`type` tells them apart: `finding`, with the keys that `gov schema check` describes, and `summary`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gov.reports._record import counts, finding_record
from gov.text import printable_json

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Verdict

__all__ = ["SHOWS_FIXES", "render"]

SHOWS_FIXES = True


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict as JSON Lines; no character of a document ends a line."""
    values: list[dict[str, object]] = [
        {"type": "finding", **finding_record(finding, verdict)} for finding in verdict.findings
    ]
    values.append(
        {
            "type": "summary",
            **counts(verdict, context),
            "errors": verdict.count("error"),
            "warnings": verdict.count("warning"),
            "notes": verdict.count("info"),
            "suppressed": len(verdict.suppressed),
            "baselined": len(verdict.baselined),
            "findings_known": len(verdict.known),
            "findings_elsewhere": context.elsewhere,
            "rules_run": len(verdict.rules_run),
            "rules_not_run": [
                {"code": entry.code, "reason": entry.reason} for entry in verdict.rules_not_run
            ],
            "failures": [{"code": failure.code, "error": failure.error} for failure in verdict.failures],
        }
    )
    return "".join(printable_json(json.dumps(value, ensure_ascii=False)) + "\n" for value in values)
