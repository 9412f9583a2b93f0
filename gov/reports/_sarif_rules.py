"""The rules of a run, as SARIF describes them: from each rule's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gov.rules
from gov.rulebook import load_rulebook, rules_of
from gov.text import printable

if TYPE_CHECKING:
    from gov.rulebook import Rule, Verdict

__all__ = ["LEVELS", "driver_rules"]

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_EXAMPLES = ("Fails at ", "Passes:")


def driver_rules(verdict: Verdict) -> list[dict[str, object]]:
    """Every rule that ran, or that a finding of the verdict is of, by code."""
    known = {rule.code: rule for rule in load_rulebook(gov.rules).rules}
    known |= {rule.code: rule for rule in rules_of(verdict.project.configuration)}
    excused = (entry.finding for entry in verdict.suppressed)
    found = (*verdict.findings, *verdict.baselined, *verdict.known, *excused)
    codes = {*verdict.rules_run, *(finding.code for finding in found)}
    return [_described(code, known.get(code)) for code in sorted(codes)]


def _described(code: str, rule: Rule | None) -> dict[str, object]:
    if rule is None:
        return {"id": code}
    page = "\n".join(map(printable, rule.documentation.split("\n")))
    return {
        "id": code,
        "shortDescription": {"text": printable(rule.summary)},
        "fullDescription": {"text": _explanation(page)},
        "help": {"text": _explanation(page), "markdown": page},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": ["governance", rule.family]},
    }


def _explanation(page: str) -> str:
    """A page up to its examples."""
    paragraphs = page.split("\n\n")
    first = next((n for n, text in enumerate(paragraphs) if text.startswith(_EXAMPLES)), len(paragraphs))
    return "\n\n".join(paragraphs[: max(first, 1)])
