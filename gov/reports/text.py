"""For people at a terminal: each finding with its line and a caret under what is meant, then a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.metrics.census import Census, census
from gov.rulebook import SEVERITIES
from gov.text import printable

if TYPE_CHECKING:
    from gov.project import Project
    from gov.reports import Context
    from gov.rulebook import Finding, Verdict
    from gov.text import Source

__all__ = ["render"]

_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_NOUNS = {"error": "error", "warning": "warning", "info": "note"}
_WIDEST = 160


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict for a terminal."""
    parts = [_finding(finding, verdict, use_color=context.use_color) for finding in verdict.findings]
    parts.append(_summary(verdict, context))
    return "\n".join(parts)


def _finding(finding: Finding, verdict: Verdict, *, use_color: bool) -> str:
    place = finding.location
    color, bold, dim, reset = (
        (_COLORS[finding.severity], _BOLD, _DIM, _RESET) if use_color else ("", "", "", "")
    )
    head = (
        f"{bold}{printable(place.path)}:{place.line}:{place.column}:{reset} "
        f"{color}{finding.severity}[{finding.code}]{reset} {printable(finding.message)}"
    )
    lines = [head]
    document = verdict.project.by_path.get(place.path)
    if document is not None:
        lines.extend(_excerpt(finding, document.source, color, reset))
    lines.extend(
        f"  {dim}{printable(where.path)}:{where.line}:{where.column}: {printable(message)}{reset}"
        for where, message in finding.related
    )
    if finding.help:
        lines.append(f"  help: {printable(finding.help)}")
    return "\n".join(lines) + "\n"


def _excerpt(finding: Finding, source: Source, color: str, reset: str) -> list[str]:
    place = finding.location
    line = source.line_text(place.line)
    if not line.strip():
        return []
    start = place.column - 1
    offset = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    shown = line[offset : offset + _WIDEST]
    width = (place.end_column - place.column) if place.end_line == place.line else len(line) - start
    width = max(1, min(width, _WIDEST - (start - offset)))
    number = str(place.line)
    gutter = " " * len(number)
    before = "".join("\t" if c == "\t" else " " for c in shown[: start - offset])
    return [f"  {number} | {printable(shown)}", f"  {gutter} | {before}{color}{'^' * width}{reset}"]


def _summary(verdict: Verdict, context: Context) -> str:
    project = verdict.project
    held = census(project)
    counts = ", ".join(_count(verdict.count(severity), _NOUNS[severity]) for severity in SEVERITIES)
    lines = [
        f"{_count(held.documents, 'document')}: {_items(project, held)}; {held.criteria:,} criteria ({held.ticked:,} ticked), "
        f"{_count(held.references, 'reference')}, {_plural(held.dependencies, 'dependency', 'dependencies')}.",
        f"{_count(len(verdict.rules_run), 'rule')} run, {len(verdict.rules_not_run)} not run.",
    ]
    if verdict.suppressed:
        lines.append(f"{_count(len(verdict.suppressed), 'finding')} suppressed in the text.")
    if verdict.rules_not_run:
        lines.append(f"not run: {', '.join(_not_run(verdict))}; 'gov rules' says why.")
    if project.configuration.is_advisory:
        lines.append(
            "advisory: no configuration says which kinds of items this project keeps; run 'gov init' to say so."
        )
    if not project.items:
        lines.append("No governed item was found here; 'gov list --documents' shows what was read.")
    failed = verdict.fails(context.threshold)
    mark = "failed" if failed else "passed"
    color = (_COLORS["error"] if failed else "\x1b[1;32m") if context.use_color else ""
    lines.append(f"{color}{mark}{_RESET if context.use_color else ''}: {counts}")
    return "\n".join(lines) + "\n"


def _items(project: Project, held: Census) -> str:
    if not held.by_kind:
        return "no item"
    nouns = [_count(number, project.noun(kind)) for kind, number in held.by_kind]
    return nouns[0] if len(nouns) == 1 else f"{_count(held.items, 'item')} ({', '.join(nouns)})"


def _not_run(verdict: Verdict) -> list[str]:
    """What did not run: a family's code where none of it ran, else each code."""
    ran = {code.partition(".")[0] for code in verdict.rules_run}
    families = (entry.code.partition(".")[0] for entry in verdict.rules_not_run)
    whole = dict.fromkeys(family for family in families if family not in ran)
    return [*whole, *(entry.code for entry in verdict.rules_not_run if entry.code.partition(".")[0] in ran)]


def _count(number: int, noun: str) -> str:
    return _plural(number, noun, f"{noun}s")


def _plural(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
