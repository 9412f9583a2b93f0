"""A finding of a comparison, on a line and as a value: shorter than in a report of a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov.rulebook import Finding

__all__ = ["as_line", "as_value", "place_of"]


def place_of(finding: Finding) -> str:
    """Where it stands: path, line and column."""
    return f"{finding.location.path}:{finding.location.line}:{finding.location.column}"


def as_line(finding: Finding) -> str:
    """Where it stands, how grave it is, and what it says."""
    return f"{place_of(finding)} {finding.severity}[{finding.code}] {finding.message}"


def as_value(finding: Finding) -> dict[str, object]:
    """The same, for JSON."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "path": finding.location.path,
        "line": finding.location.line,
        "column": finding.location.column,
    }
