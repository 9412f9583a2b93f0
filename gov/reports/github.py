"""For GitHub and Forgejo: workflow commands that annotate the changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.reports import unmatched
from gov.reports._annotations import LEVELS, annotation
from gov.reports._words import count, outcome, set_aside
from gov.reports._workspace import prefix

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Finding, Verdict

__all__ = ["render"]

_OUTCOMES = {"nothing was checked": "checked nothing"}
_SHOWN = 10


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict as annotations, then a count; the runner shows ten of a level a step."""
    way = prefix(context.root)
    word = outcome(verdict, context).word
    lines = []
    if word == "unknown" and context.case is not None:
        # First, since the runner shows no more than ten.
        lines.append(_warning(f"unknown: {context.case.facts.lacks('claims')}"))
    lines.extend(_annotation(finding, way) for finding in verdict.findings)
    counts = {level: sum(LEVELS[f.severity] == level for f in verdict.findings) for level in LEVELS.values()}
    hidden = {level: count - _SHOWN for level, count in counts.items() if count > _SHOWN}
    lines.extend(
        f"{count} more of level {level} than are shown as annotations" for level, count in hidden.items()
    )
    if word == "nothing was checked":
        where = ", ".join(context.unread) or "the project"
        why = unmatched(verdict.project) or f"no governed document in {where}"
        lines.append(_warning(f"nothing was checked: {why}"))
    summary = (
        f"gov {_OUTCOMES.get(word, word)}: {count(counts['error'], 'error')}, "
        f"{count(counts['warning'], 'warning')}, {count(counts['notice'], 'note')}; "
        f"{count(len(verdict.rules_run), 'rule')} run, {len(verdict.rules_not_run)} not run"
    )
    lines.append("; ".join([summary, *set_aside(verdict, context)]))
    return "\n".join(lines) + "\n"


def _warning(text: str) -> str:
    return annotation("warning", {"title": "gov"}, text)


def _annotation(finding: Finding, way: str) -> str:
    place = finding.location
    properties = {
        "file": way + place.path, "line": str(place.line), "endLine": str(place.end_line),
        "title": f"{finding.code}",
    }  # fmt: skip
    if place.line == place.end_line:
        properties |= {"col": str(place.column), "endColumn": str(max(place.end_column, place.column))}
    text = finding.message + (f"\n{finding.help}" if finding.help else "")
    return annotation(LEVELS[finding.severity], properties, text)
