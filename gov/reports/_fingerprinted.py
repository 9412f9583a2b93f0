"""Every finding of a verdict with the fingerprint that knows it again in the next run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.rulebook import fingerprints

if TYPE_CHECKING:
    from gov.rulebook import Finding, Suppressed, Verdict

__all__ = ["Fingerprinted", "fingerprinted"]


class Fingerprinted(NamedTuple):
    """Findings, those a baseline sets aside, and those excused in the text; no two share a fingerprint."""

    findings: tuple[tuple[Finding, str], ...]
    baselined: tuple[tuple[Finding, str], ...]
    suppressed: tuple[tuple[Suppressed, str], ...]


def fingerprinted(verdict: Verdict) -> Fingerprinted:
    """Tell the findings apart together: what a baseline sets aside keeps its place among the others."""
    together = [(finding, False) for finding in verdict.findings]
    together += [(finding, True) for finding in verdict.baselined]
    together.sort(key=lambda entry: entry[0].sort_key)
    excused = [entry.finding for entry in verdict.suppressed]
    made = fingerprints([*(finding for finding, _ in together), *excused])
    known = list(zip(together, made[: len(together)], strict=True))
    return Fingerprinted(
        tuple((finding, mark) for (finding, aside), mark in known if not aside),
        tuple((finding, mark) for (finding, aside), mark in known if aside),
        tuple(zip(verdict.suppressed, made[len(together) :], strict=True)),
    )
