"""For people at a terminal: each finding with its line and a caret under what is meant, then a summary."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from gov.metrics.census import Census, census
from gov.reports._excerpt import excerpt_of
from gov.reports._words import count, outcome, plural, rules, set_aside
from gov.text import printable

if TYPE_CHECKING:
    from gov.project import Project
    from gov.reports import Context
    from gov.rulebook import Finding, Verdict

__all__ = ["render"]

_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}
_GREEN, _BOLD, _DIM, _RESET = "\x1b[1;32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
_OUTCOMES = {
    "passed": _GREEN,
    "failed": _COLORS["error"],
    "nothing was checked": _COLORS["warning"],
    "unknown": _COLORS["warning"],
}
_SUMMARY_WIDTH = 100
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
    excerpt = excerpt_of(finding, verdict)
    if excerpt is not None:
        number = str(excerpt.line)
        indent, carets = " " * excerpt.indent, "^" * excerpt.width
        lines.append(f"  {number} | {excerpt.text}")
        lines.append(f"  {' ' * len(number)} | {indent}{color}{carets}{reset}")
    lines.extend(
        f"  {dim}{printable(where.path)}:{where.line}:{where.column}: {printable(message)}{reset}"
        for where, message in finding.related
    )
    if finding.help:
        lines.append(f"  help: {printable(finding.help)}")
    return "\n".join(lines) + "\n"


def _summary(verdict: Verdict, context: Context) -> str:
    project = verdict.project
    held = census(project)
    lines = [_held(project, held), _rules(verdict)]
    lines.extend(f"{told}." for told in set_aside(verdict, context))
    if project.configuration.is_advisory and project.items:
        lines.append(f"advisory: {_why_advisory(project)}.")
    lines.append(_outcome(verdict, context))
    return "\n".join(lines) + "\n"


def _held(project: Project, held: Census) -> str:
    nouns = [count(number, project.noun(kind)) for kind, number in held.by_kind]
    items = nouns[0] if len(nouns) == 1 else f"{count(held.items, 'item')} ({', '.join(nouns)})"
    criteria = plural(held.criteria, "criterion", "criteria")
    dependencies = plural(held.dependencies, "dependency", "dependencies")
    return _wrapped(
        f"{count(held.documents, 'document')}: {items if nouns else 'no item'}; "
        f"{criteria} ({held.ticked:,} ticked), {count(held.references, 'reference')}, {dependencies}."
    )


def _rules(verdict: Verdict) -> str:
    text = rules(verdict)
    if not verdict.rules_not_run:
        return f"{text}."
    return _wrapped(f"{text}: {', '.join(_not_run(verdict))}; 'gov rules' says why.")


def _why_advisory(project: Project) -> str:
    path = project.configuration.path
    if path:
        return f"{path} does not say which kinds of items this project keeps; add [project] kinds"
    return "no configuration says which kinds of items this project keeps; 'gov init' writes one"


def _outcome(verdict: Verdict, context: Context) -> str:
    word, why = outcome(verdict, context)
    return f"{_OUTCOMES[word]}{word}{_RESET}: {why}" if context.use_color else f"{word}: {why}"


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
