"""For programs: one JSON object, version 1 of the published schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gov.reports._change_record import change_record
from gov.reports._record import counts, finding_record
from gov.text import printable_json

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Verdict

__all__ = ["SHOWS_FIXES", "render"]

SHOWS_FIXES = True


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict as JSON."""
    value = {
        **counts(verdict, context),
        "rules_run": list(verdict.rules_run),
        "rules_not_run": [{"code": entry.code, "reason": entry.reason} for entry in verdict.rules_not_run],
        "findings": [finding_record(finding, verdict) for finding in verdict.findings],
        "findings_elsewhere": context.elsewhere,
        "suppressed": [
            {**finding_record(entry.finding, verdict), "reason": entry.suppression.reason}
            for entry in verdict.suppressed
        ],
        "baselined": [finding_record(finding, verdict) for finding in verdict.baselined],
        "findings_known": len(verdict.known),
        "change": change_record(context.case),
        "failures": [{"code": failure.code, "error": failure.error} for failure in verdict.failures],
    }
    return printable_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"
