"""Findings that another revision does not have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gov.rulebook.baseline import fingerprints

if TYPE_CHECKING:
    from gov.rulebook.run import Verdict

__all__ = ["new_findings"]


def new_findings(verdict: Verdict, before: Verdict) -> Verdict:
    """A verdict with the findings alone that an earlier one does not have."""
    known = frozenset(fingerprints(before.findings))
    pairs = zip(fingerprints(verdict.findings), verdict.findings, strict=True)
    return replace(verdict, findings=tuple(finding for mark, finding in pairs if mark not in known))
