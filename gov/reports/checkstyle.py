"""For Jenkins and other readers of Checkstyle's XML: findings by file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gov.reports._workspace import prefix
from gov.reports._xml import attributes, document

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Finding, Verdict

__all__ = ["render"]

# The version of Checkstyle whose form this is; readers want one.
_VERSION = "10.0"


def render(verdict: Verdict, context: Context) -> str:
    """Write the findings of a verdict as Checkstyle does."""
    way = prefix(context.root)
    lines = [f"<checkstyle{attributes(version=_VERSION)}>"]
    for path, findings in groupby(verdict.findings, key=lambda finding: finding.location.path):
        lines.append(f"  <file{attributes(name=way + path)}>")
        lines.extend(map(_error, findings))
        lines.append("  </file>")
    return document([*lines, "</checkstyle>"])


def _error(finding: Finding) -> str:
    place = finding.location
    told = attributes(
        line=place.line,
        column=place.column,
        severity=finding.severity,
        message=finding.message,
        source=finding.code,
    )
    return f"    <error{told}/>"
