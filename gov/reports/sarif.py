"""For code scanning and other readers of SARIF 2.1.0: rules, results with fixes, and what did not run.

The form is the OASIS standard's; GitHub keeps 5,000 results of a run.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING

from gov.reports._sarif_results import MOST_RESULTS, listed
from gov.reports._sarif_rules import driver_rules
from gov.text import printable, printable_json

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Verdict

__all__ = ["SHOWS_FIXES", "render"]

SHOWS_FIXES = True

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NOTICES = {
    "rule-not-run": "A rule that did not run, and why.",
    "rule-failed": "A rule that broke down: a fault of the rule, never of the documents.",
    "results-cut": "More results than are kept; the gravest are.",
}


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict as a log of one run."""
    rules = driver_rules(verdict)
    results, cut = listed(verdict, {str(rule["id"]): number for number, rule in enumerate(rules)}, context)
    run: dict[str, object] = {
        "tool": {
            "driver": {
                "name": "govtrace",
                "version": version("govtrace"),
                "notifications": [
                    {"id": name, "shortDescription": {"text": text}} for name, text in _NOTICES.items()
                ],
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "PROJECTROOT": {"description": {"text": "The folder that all paths begin in."}}
        },
        "invocations": [_invocation(verdict, cut)],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return printable_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _invocation(verdict: Verdict, cut: int) -> dict[str, object]:
    execution = [
        {**_notice("rule-failed", "error", failure.error), "associatedRule": {"id": failure.code}}
        for failure in verdict.failures
    ]
    if cut:
        text = f"{cut:,} results are left out: a run holds {MOST_RESULTS:,}, errors first."
        execution.append(_notice("results-cut", "warning", text))
    return {
        "executionSuccessful": not verdict.failures,
        "toolConfigurationNotifications": [
            {**_notice("rule-not-run", "note", entry.reason), "associatedRule": {"id": entry.code}}
            for entry in verdict.rules_not_run
        ],
        "toolExecutionNotifications": execution,
    }


def _notice(name: str, level: str, text: str) -> dict[str, object]:
    return {
        "descriptor": {"id": name, "index": list(_NOTICES).index(name)},
        "level": level,
        "message": {"text": printable(text)},
    }
