"""A verdict in Markdown: a table of findings, how to cure them, and what was set aside, folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.reports._escaped import code, fenced, safe
from gov.reports._excerpt import excerpt_of
from gov.reports._sections import Section, folded
from gov.reports._words import NOUNS, aside, by_reason, count

if TYPE_CHECKING:
    from gov.rulebook import Finding, Location, Verdict

__all__ = ["sections_of", "where"]

_MARKS = {"error": "❌", "warning": "⚠️", "info": "ℹ️"}  # noqa: RUF001 - the letter is that of the sign
_HEAD = "| | Place | Finding |\n|---|---|---|\n"


def sections_of(verdict: Verdict, *, title: str = "") -> list[Section]:
    """What was found, then how to cure it, and then what was not looked at or is set aside."""
    opening = f"\n### {title}\n\n{_HEAD}" if title else f"\n{_HEAD}"
    return [
        Section(0, "finding", opening, tuple(map(_row, verdict.findings))),
        Section(
            4,
            "finding",
            folded("How to cure them"),
            tuple(_detail(finding, verdict) for finding in verdict.findings),
            "\n</details>\n",
        ),
        Section(
            1,
            "rule",
            folded(f"{count(len(verdict.failures), 'rule')} broken down: a fault of the rule")
            + _table("Error"),
            tuple(f"| {code(entry.code)} | {safe(entry.error)} |\n" for entry in verdict.failures),
            "\n</details>\n",
        ),
        Section(
            1,
            "reason",
            folded(f"{count(len(verdict.rules_not_run), 'rule')} not run") + "| Why | Rules |\n|---|---|\n",
            tuple(
                f"| {safe(reason)} | {', '.join(code(name) for name in codes)} |\n"
                for reason, codes in by_reason(verdict)
            ),
            "\n</details>\n",
        ),
        Section(
            2,
            "finding",
            folded(f"{count(len(verdict.suppressed), 'finding')} {aside(verdict)}")
            + "| Place | Finding | Reason |\n|---|---|---|\n",
            tuple(
                f"| {where(entry.finding.location)} | {_named(entry.finding)} "
                f"| {safe(entry.suppression.reason)} |\n"
                for entry in verdict.suppressed
            ),
            "\n</details>\n",
        ),
        Section(
            3,
            "finding",
            folded(f"{count(len(verdict.baselined), 'finding')} set aside by the baseline") + _HEAD,
            tuple(map(_row, verdict.baselined)),
            "\n</details>\n",
        ),
    ]


def where(place: Location) -> str:
    """A place in a document."""
    return code(f"{place.path}:{place.line}:{place.column}")


def _table(title: str) -> str:
    return f"| Rule | {title} |\n|---|---|\n"


def _row(finding: Finding) -> str:
    mark = f"{_MARKS[finding.severity]} {NOUNS[finding.severity]}"
    return f"| {mark} | {where(finding.location)} | {_named(finding)} |\n"


def _named(finding: Finding) -> str:
    return f"{safe(finding.message)} {code(finding.code)}"


def _detail(finding: Finding, verdict: Verdict) -> str:
    parts = [f"{where(finding.location)} {_named(finding)}"]
    excerpt = excerpt_of(finding, verdict)
    if excerpt is not None:
        parts.append(fenced([excerpt.text, excerpt.carets]))
    told = [f"- {where(place)} {safe(message)}" for place, message in finding.related]
    if finding.help:
        told.append(f"- **Help**: {safe(finding.help)}")
    if told:
        parts.append("\n".join(told))
    return "\n\n".join(parts) + "\n\n"
