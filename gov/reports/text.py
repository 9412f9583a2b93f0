"""For people at a terminal: each finding with its line and a caret under what is meant, then a summary."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from gov.metrics.census import Census, census
from gov.reports import unmatched
from gov.rulebook import SEVERITIES
from gov.text import cell_width, printable

if TYPE_CHECKING:
    from gov.project import Project
    from gov.reports import Context
    from gov.rulebook import Finding, Verdict
    from gov.text import Source

__all__ = ["render"]

_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}
_GREEN, _BOLD, _DIM, _RESET = "\x1b[1;32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
_NOUNS = {"error": "error", "warning": "warning", "info": "note"}
_WIDEST = 140
_SUMMARY_WIDTH = 100
_TAB = "    "
_MORE = "..."
_NUMBER = re.compile(r"([0-9]) ")


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
    """The line of a finding and carets under what it is about; of a long line the part around it."""
    place = finding.location
    line = source.line_text(place.line)
    if not line.strip():
        return []
    start = min(place.column - 1, len(line))
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    first = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    last = first + _WIDEST
    before, marked = _shown(line[first:start]), _shown(line[start : min(max(end, start), last)])
    opening = _MORE if first else ""
    shown = f"{opening}{before}{_shown(line[start:last])}{_MORE if last < len(line) else ''}"
    number = str(place.line)
    indent = " " * cell_width(opening + before)
    carets = "^" * max(1, cell_width(marked))
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {indent}{color}{carets}{reset}"]


def _shown(text: str) -> str:
    """Text as it stands in an excerpt: what is written of a part does not depend on what stands around it."""
    return printable(text).replace("\t", _TAB)


def _summary(verdict: Verdict, context: Context) -> str:
    project = verdict.project
    held = census(project)
    lines = [_held(project, held), _rules(verdict)]
    if verdict.suppressed:
        lines.append(f"{_count(len(verdict.suppressed), 'finding')} suppressed in the text.")
    if context.elsewhere:
        lines.append(f"{_count(context.elsewhere, 'finding')} elsewhere in the project, not shown.")
    if project.configuration.is_advisory and project.items:
        lines.append(f"advisory: {_why_advisory(project)}.")
    lines.append(_outcome(verdict, context))
    return "\n".join(lines) + "\n"


def _held(project: Project, held: Census) -> str:
    nouns = [_count(number, project.noun(kind)) for kind, number in held.by_kind]
    items = nouns[0] if len(nouns) == 1 else f"{_count(held.items, 'item')} ({', '.join(nouns)})"
    criteria = _plural(held.criteria, "criterion", "criteria")
    dependencies = _plural(held.dependencies, "dependency", "dependencies")
    return _wrapped(
        f"{_count(held.documents, 'document')}: {items if nouns else 'no item'}; "
        f"{criteria} ({held.ticked:,} ticked), {_count(held.references, 'reference')}, {dependencies}."
    )


def _rules(verdict: Verdict) -> str:
    off = ", others switched off by the configuration" if verdict.rules_off else ""
    text = f"{_count(len(verdict.rules_run), 'rule')} run{off}, {len(verdict.rules_not_run)} not run"
    if not verdict.rules_not_run:
        return f"{text}."
    return _wrapped(f"{text}: {', '.join(_not_run(verdict))}; 'gov rules' says why.")


def _why_advisory(project: Project) -> str:
    path = project.configuration.path
    if path:
        return f"{path} does not say which kinds of items this project keeps; add [project] kinds"
    return "no configuration says which kinds of items this project keeps; 'gov init' writes one"


def _outcome(verdict: Verdict, context: Context) -> str:
    failed = verdict.fails(context.threshold)
    if not failed and not verdict.project.items:
        color, text = _COLORS["warning"], "nothing was checked"
        why = unmatched(verdict.project)
        why = why or "no governed item was found here; 'gov list --documents' shows what was read"
    elif not failed and context.unread:
        color, text = _COLORS["warning"], "nothing was checked"
        why = f"{printable(', '.join(context.unread))} holds no governed document"
    else:
        color, text = (_COLORS["error"], "failed") if failed else (_GREEN, "passed")
        why = ", ".join(_count(verdict.count(severity), _NOUNS[severity]) for severity in SEVERITIES)
    return f"{color}{text}{_RESET}: {why}" if context.use_color else f"{text}: {why}"


def _not_run(verdict: Verdict) -> list[str]:
    """What did not run: a family's code where none of it ran, else each code."""
    ran = {code.partition(".")[0] for code in verdict.rules_run}
    families = (entry.code.partition(".")[0] for entry in verdict.rules_not_run)
    whole = dict.fromkeys(family for family in families if family not in ran)
    return [*whole, *(entry.code for entry in verdict.rules_not_run if entry.code.partition(".")[0] in ran)]


def _wrapped(text: str) -> str:
    held = _NUMBER.sub("\\1\u00a0", text)
    filled = textwrap.fill(held, _SUMMARY_WIDTH, subsequent_indent="  ", break_on_hyphens=False)
    return filled.replace("\u00a0", " ")


def _count(number: int, noun: str) -> str:
    return _plural(number, noun, f"{noun}s")


def _plural(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
