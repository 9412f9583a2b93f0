"""For GitHub and Forgejo: workflow commands that annotate the changed lines.

The escapes are those of the runner's own toolkit: `%`, CR and LF in data, also `:` and `,` in properties.
Untrusted text never begins a line: it would be a command.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from gov.reports import unmatched
from gov.text import printable

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Finding, Verdict

__all__ = ["render"]

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_SHOWN = 10


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict as annotations, then a count; the runner shows ten of a level a step."""
    prefix = _prefix(context.root)
    lines = [_annotation(finding, prefix) for finding in verdict.findings]
    counts = {
        level: sum(_LEVELS[f.severity] == level for f in verdict.findings) for level in _LEVELS.values()
    }
    hidden = {level: count - _SHOWN for level, count in counts.items() if count > _SHOWN}
    lines.extend(
        f"{count} more of level {level} than are shown as annotations" for level, count in hidden.items()
    )
    failed = verdict.fails(context.threshold)
    if not failed and (context.unread or not verdict.project.items):
        where = ", ".join(context.unread) or "the project"
        why = unmatched(verdict.project) or f"no governed document in {where}"
        lines.append(f"::warning title=gov::{_data(f'nothing was checked: {why}')}")
    outcome = "failed" if failed else "passed"
    lines.append(
        f"gov {outcome}: {_count(counts['error'], 'error')}, {_count(counts['warning'], 'warning')}, "
        f"{_count(counts['notice'], 'note')}; "
        f"{_count(len(verdict.rules_run), 'rule')} run, {len(verdict.rules_not_run)} not run"
    )
    return "\n".join(lines) + "\n"


def _annotation(finding: Finding, prefix: str) -> str:
    place = finding.location
    properties = {
        "file": prefix + place.path, "line": str(place.line), "endLine": str(place.end_line),
        "title": f"{finding.code}",
    }  # fmt: skip
    if place.line == place.end_line:
        properties |= {"col": str(place.column), "endColumn": str(max(place.end_column, place.column))}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = finding.message + (f"\n{finding.help}" if finding.help else "")
    return f"::{_LEVELS[finding.severity]} {listed}::{_data(text)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _prefix(root: Path) -> str:
    """The way from the workspace to the project, so that annotations find their files."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    resolved = root.resolve()
    if resolved == workspace or not resolved.is_relative_to(workspace):
        return ""
    return resolved.relative_to(workspace).as_posix() + "/"


def _data(text: str) -> str:
    text = "\n".join(printable(line) for line in text.split("\n"))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
